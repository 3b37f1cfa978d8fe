import Link from 'next/link';
import { useLocale } from 'next-intl';
import type { Lab } from '../../labs/core/lab.ts';
import { labPath } from '../_frame/paths.ts';
import { SessionProvider } from '../_session/session-context.tsx';
import { StepList } from '../_step/step-list.tsx';
import { LabFacts } from './lab-facts.tsx';
import { LabProgress } from './lab-progress.tsx';

/** One lab in the catalogue: its facts, its steps, and how far this learner is. */
export function LabCard({ lab }: { readonly lab: Lab }) {
  const locale = useLocale();
  const steps = lab.steps.map((step) => ({ id: step.id, title: step.text[locale].title }));
  return (
    <SessionProvider lab={lab.slug} attention="glance">
      <article className="grid gap-8 rounded-2xl border border-line bg-surface p-6 sm:p-8 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]">
        <div className="flex flex-col gap-4">
          <h3 className="text-2xl font-bold">
            <Link prefetch={false} href={labPath(locale, lab.slug)} className="rounded-sm hover:text-accent">
              {lab.title[locale]}
            </Link>
          </h3>
          <p className="text-md text-ink-soft">{lab.summary[locale]}</p>
          <LabFacts lab={lab} />
          <LabProgress lab={lab.slug} steps={steps} />
        </div>
        <div className="gap-x-8 lg:border-l lg:border-line lg:pl-8 [&>ol]:block sm:[&>ol]:columns-2 [&_li]:break-inside-avoid [&>ol]:gap-x-8">
          <StepList lab={lab.slug} steps={steps} />
        </div>
      </article>
    </SessionProvider>
  );
}
