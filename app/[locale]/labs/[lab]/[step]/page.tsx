import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DoneLink } from '../../../../_completion/done-link.tsx';
import { labBySlug } from '../../../../_lesson/labs-on-disk.ts';
import { LessonActions } from '../../../../_lesson/lesson-actions.tsx';
import { renderedLesson } from '../../../../_lesson/lesson-cache.ts';
import { PredictionKeeper } from '../../../../_lesson/prediction-keeper.tsx';
import { CheckTask } from '../../../../_step/check-task.tsx';
import { Hints } from '../../../../_step/hints.tsx';
import { QuestionTask } from '../../../../_step/question-task.tsx';
import { ResetStep } from '../../../../_step/reset-step.tsx';
import { SolutionOffer } from '../../../../_step/solution-offer.tsx';
import { StepNav } from '../../../../_step/step-nav.tsx';
import { pageLocale } from '../../../../_text/page-locale.ts';
import { Html } from '../../../../_ui/html.tsx';

interface StepPageProps {
  readonly params: Promise<{ readonly locale: string; readonly lab: string; readonly step: string }>;
}

export async function generateMetadata({ params }: StepPageProps): Promise<Metadata> {
  const { locale } = await pageLocale(params);
  const { lab: slug, step: id } = await params;
  const lab = await labBySlug(slug);
  const step = lab?.steps.find((candidate) => candidate.id === id);
  return lab && step ? { title: `${step.text[locale].title} · ${lab.title[locale]} · Vethlab` } : {};
}

/** One step: its text, what it asks for, hints, recap. Readable without a machine. */
export default async function StepPage({ params }: StepPageProps) {
  const { locale, isKnown } = await pageLocale(params);
  const { lab: slug, step: id } = await params;
  const lab = await labBySlug(slug);
  const index = lab?.steps.findIndex((candidate) => candidate.id === id) ?? -1;
  const step = lab?.steps[index];
  if (!isKnown || lab === undefined || step === undefined) notFound();
  const t = await getTranslations('lesson');
  const { title, question } = step.text[locale];
  const rendered = await renderedLesson(step, locale);
  const steps = lab.steps.map((entry) => ({ id: entry.id, title: entry.text[locale].title }));
  return (
    <>
      <article className="relative flex-1 overflow-y-auto bg-surface print:overflow-visible" key={step.id}>
        <div className="mx-auto max-w-[43.5rem] space-y-8 px-5 py-8 sm:px-7">
          <header>
            <p className="tabular mb-1.5 text-base text-ink-faint">{t('position', { number: index + 1, total: steps.length })}</p>
            <h1 className="text-2xl font-bold">{title}</h1>
          </header>
          <LessonActions>
            <Html html={rendered.body} className="prose" />
          </LessonActions>
          {step.predictions.length > 0 && <PredictionKeeper lab={slug} step={step.id} />}
          <div id="tasks" className="scroll-mt-6 space-y-4">
            <CheckTask step={step.id} />
            {step.hasQuestion && (
              <QuestionTask step={step.id} promptHtml={rendered.question} placeholder={question?.placeholder} />
            )}
            {step.setup !== undefined && <ResetStep step={step.id} />}
            {index === steps.length - 1 && <DoneLink lab={slug} look="banner" />}
          </div>
          <Hints step={step.id} storageKey={`vethlab-hints:${slug}/${id}`} hints={rendered.hints} />
          <SolutionOffer step={step.id} />
          {rendered.recap !== '' && <Html html={rendered.recap} className="prose" />}
        </div>
      </article>
      <StepNav lab={slug} steps={steps} current={step.id} />
    </>
  );
}
