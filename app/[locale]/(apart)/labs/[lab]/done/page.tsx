import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LabDone } from '../../../../../_completion/lab-done.tsx';
import { LabPlace } from '../../../../../_completion/lab-place.tsx';
import { PlainPage } from '../../../../../_completion/plain-page.tsx';
import { labBySlug } from '../../../../../_lesson/labs-on-disk.ts';
import { pageLocale } from '../../../../../_text/page-locale.ts';

interface DonePageProps {
  readonly params: Promise<{ readonly locale: string; readonly lab: string }>;
}

export async function generateMetadata({ params }: DonePageProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  const lab = await labBySlug((await params).lab);
  const t = await getTranslations({ locale, namespace: 'completion' });
  return lab ? { title: `${t('page')} · ${lab.title[locale]} · Vethlab` } : {};
}

/** The end of a lab: what was learnt, how long it took, the certificate. */
export default async function DonePage({ params }: DonePageProps) {
  const { locale, isKnown } = await pageLocale(params);
  const lab = await labBySlug((await params).lab);
  if (!isKnown || lab === undefined) notFound();
  const steps = lab.steps.map((step) => ({ id: step.id, title: step.text[locale].title, hints: step.text[locale].hints.length }));
  return (
    <PlainPage place={<LabPlace lab={lab} />} width="text">
      <LabDone lab={lab.slug} title={lab.title[locale]} learnt={lab.learnt?.[locale] ?? []} steps={steps} />
    </PlainPage>
  );
}
