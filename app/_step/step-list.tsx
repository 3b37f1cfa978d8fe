'use client';

import Link from 'next/link';
import { useLocale } from 'next-intl';
import { stepPath } from '../_frame/paths.ts';
import { StepMark } from './step-mark.tsx';
import type { StepEntry } from './step-state.ts';
import { useStepWords } from './use-step-words.ts';

interface StepListProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly current?: string | undefined;
  readonly onChoose?: () => void;
}

/** The steps with their titles and states. */
export function StepList({ lab, steps, current, onChoose }: StepListProps) {
  const locale = useLocale();
  const wordsOf = useStepWords();
  return (
    <ol className="flex flex-col">
      {steps.map((step, index) => {
        const { state, isRevealed, says } = wordsOf(step.id);
        return (
          <li key={step.id}>
            <Link
              prefetch={false}
              href={stepPath(locale, lab, step.id)}
              aria-current={step.id === current ? 'step' : undefined}
              {...(onChoose && { onClick: onChoose })}
              className="-mx-2.5 flex items-start gap-3 rounded-lg px-2.5 py-1.5 hover:bg-sunken aria-[current]:font-semibold"
            >
              <StepMark state={state} number={index + 1} isRevealed={isRevealed} />
              <span className="min-w-0 pt-px">{step.title}</span>
              <span className="sr-only">({says})</span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
