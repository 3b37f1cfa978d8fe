import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CheckList } from '../../_check/check-list.tsx';
import { checkTexts } from '../../_check/check-text.ts';
import { SkipLinks } from '../../_frame/skip-links.tsx';
import { TopBar } from '../../_frame/top-bar.tsx';
import { pageLocale } from '../../_text/page-locale.ts';

interface CheckPageProps {
  readonly params: Promise<{ readonly locale: string }>;
}

export async function generateMetadata({ params }: CheckPageProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  return { title: `${checkTexts[locale].title} · Vethlab`, description: checkTexts[locale].lead };
}

/** Tells a class beforehand whether their browsers and networks are fit for a lab. */
export default async function CheckPage({ params }: CheckPageProps) {
  const { locale, isKnown } = await pageLocale(params);
  if (!isKnown) notFound();
  const text = checkTexts[locale];
  const skip = await getTranslations('frame.skip');
  return (
    <>
      <SkipLinks links={[{ target: 'content', label: skip('content') }]} />
      <TopBar />
      <main id="content" tabIndex={-1} className="mx-auto max-w-180 space-y-8 px-5 py-12 outline-none sm:px-8">
        <div className="space-y-3">
          <h1 className="text-3xl font-bold">{text.title}</h1>
          <p className="text-lg text-ink-soft">{text.lead}</p>
        </div>
        <noscript>
          <p className="rounded-lg bg-warn-soft px-4 py-3 text-md text-ink">{text.noScript}</p>
          <style>{'#checks { display: none }'}</style>
        </noscript>
        <div id="checks">
          <CheckList />
        </div>
      </main>
    </>
  );
}
