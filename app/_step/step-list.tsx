'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { stepPath } from '../_frame/paths.ts';
import { useSession } from '../_session/session-context.tsx';
import { StepMark } from './step-mark.tsx';
import { type StepEntry, stepStateIn } from './step-state.ts';

interface StepListProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly current?: string | undefined;
  readonly onChoose?: () => void;
}

/** The steps with their titles and states. */
export function StepList({ lab, steps, current, onChoose }: StepListProps) {
  const t = useTranslations('lesson');
  const locale = useLocale();
  const { session } = useSession();
  return (
    <ol className="flex flex-col">
      {steps.map((step, index) => {
        const state = stepStateIn(session, step.id);
        return (
          <li key={step.id}>
            <Link
              prefetch={false}
              href={stepPath(locale, lab, step.id)}
              aria-current={step.id === current ? 'step' : undefined}
              {...(onChoose && { onClick: onChoose })}
              className="-mx-2.5 flex items-start gap-3 rounded-lg px-2.5 py-1.5 hover:bg-sunken aria-[current]:font-semibold"
            >
              <StepMark state={state} number={index + 1} />
              <span className="min-w-0 pt-px">{step.title}</span>
              <span className="sr-only">({t(`state.${state}`)})</span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
