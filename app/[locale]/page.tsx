import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Introduction } from '../_catalogue/introduction.tsx';
import { LabCard } from '../_catalogue/lab-card.tsx';
import { checkTexts } from '../_check/check-text.ts';
import { checkPath, labPath } from '../_frame/paths.ts';
import { SkipLinks } from '../_frame/skip-links.tsx';
import { TopBar } from '../_frame/top-bar.tsx';
import { labs } from '../_lesson/labs-on-disk.ts';
import { pageLocale } from '../_text/page-locale.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';

interface CataloguePageProps {
  readonly params: Promise<{ readonly locale: string }>;
}

export async function generateMetadata({ params }: CataloguePageProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: 'frame' });
  return { title: `Vethlab: ${t('tagline')}` };
}

/** All labs, and what Vethlab is. */
export default async function CataloguePage({ params }: CataloguePageProps) {
  const { locale, isKnown } = await pageLocale(params);
  if (!isKnown) notFound();
  const t = await getTranslations('catalogue');
  const skip = await getTranslations('frame.skip');
  const all = await labs();
  const first = all[0];
  return (
    <>
      <SkipLinks links={[{ target: 'content', label: skip('content') }]} />
      <TopBar />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[72rem] px-5 pb-20 outline-none sm:px-8">
        <Introduction>
          {first && (
            <Link href={labPath(locale, first.slug)} className={buttonStyle({ look: 'primary', size: 'lg' })}>
              {t('start')}
              <Icon name="right" />
            </Link>
          )}
        </Introduction>
        <section aria-labelledby="labs" className="space-y-5">
          <h2 id="labs" className="text-xl font-bold">
            {t('labs')}
          </h2>
          {all.map((lab) => (
            <LabCard key={lab.slug} lab={lab} />
          ))}
        </section>
        <p className="mt-10 text-sm">
          <Link prefetch={false} href={checkPath(locale)} className="text-ink-soft underline underline-offset-4 hover:text-ink">
            {checkTexts[locale].link}
          </Link>
        </p>
      </main>
    </>
  );
}
