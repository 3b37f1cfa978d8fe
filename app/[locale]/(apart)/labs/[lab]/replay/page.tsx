import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LabPlace } from '../../../../../_completion/lab-place.tsx';
import { PlainPage } from '../../../../../_completion/plain-page.tsx';
import { labBySlug } from '../../../../../_lesson/labs-on-disk.ts';
import { HardLinks } from '../../../../../_replay/hard-links.tsx';
import { ReplayView } from '../../../../../_replay/replay-view.tsx';
import { pageLocale } from '../../../../../_text/page-locale.ts';

interface ReplayPageProps {
  readonly params: Promise<{ readonly locale: string; readonly lab: string }>;
}

export async function generateMetadata({ params }: ReplayPageProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  const lab = await labBySlug((await params).lab);
  const t = await getTranslations({ locale, namespace: 'replay' });
  return lab ? { title: `${t('page')} · ${lab.title[locale]} · Vethlab` } : {};
}

/** What the learner's terminals showed, played again. The server sends this page with a policy of its own: the player is WebAssembly. */
export default async function ReplayPage({ params }: ReplayPageProps) {
  const { locale, isKnown } = await pageLocale(params);
  const lab = await labBySlug((await params).lab);
  if (!isKnown || lab === undefined) notFound();
  const t = await getTranslations('replay');
  const steps = lab.steps.map((step) => ({ id: step.id, title: step.text[locale].title }));
  return (
    <HardLinks>
      <PlainPage place={<LabPlace lab={lab} />} width="wide">
        <header className="mb-6 space-y-2">
          <h1 className="text-2xl font-bold">{t('title', { lab: lab.title[locale] })}</h1>
          <p className="max-w-[46rem] text-md text-ink-soft">{t('lead')}</p>
        </header>
        <ReplayView lab={lab.slug} steps={steps} />
      </PlainPage>
    </HardLinks>
  );
}
