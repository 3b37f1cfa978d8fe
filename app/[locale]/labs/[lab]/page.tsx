import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LabFacts } from '../../../_catalogue/lab-facts.tsx';
import { labBySlug } from '../../../_lesson/labs-on-disk.ts';
import { LabStart } from '../../../_step/lab-start.tsx';
import { StepList } from '../../../_step/step-list.tsx';
import { pageLocale } from '../../../_text/page-locale.ts';

interface LabPageProps {
  readonly params: Promise<{ readonly locale: string; readonly lab: string }>;
}

export async function generateMetadata({ params }: LabPageProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  const lab = await labBySlug((await params).lab);
  return lab ? { title: `${lab.title[locale]} · Vethlab`, description: lab.summary[locale] } : {};
}

/** The lab before its first step: what it is about and what there is to do. */
export default async function LabPage({ params }: LabPageProps) {
  const { locale, isKnown } = await pageLocale(params);
  const lab = await labBySlug((await params).lab);
  if (!isKnown || lab === undefined) notFound();
  const t = await getTranslations('lesson');
  const steps = lab.steps.map((step) => ({ id: step.id, title: step.text[locale].title }));
  return (
    <div className="relative flex-1 overflow-y-auto bg-surface">
      <div className="mx-auto max-w-[43.5rem] space-y-7 px-5 py-9 sm:px-7">
        <header className="space-y-4">
          <h1 className="text-3xl font-bold">{lab.title[locale]}</h1>
          <p className="text-lg text-ink-soft">{lab.summary[locale]}</p>
          <LabFacts lab={lab} />
        </header>
        <LabStart lab={lab.slug} steps={steps} />
        <section className="space-y-3">
          <h2 className="text-md font-semibold">{t('steps')}</h2>
          <StepList lab={lab.slug} steps={steps} />
        </section>
      </div>
    </div>
  );
}
