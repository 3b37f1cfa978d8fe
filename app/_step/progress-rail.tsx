'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { labPath, stepPath } from '../_frame/paths.ts';
import { Icon } from '../_ui/icon.tsx';
import { StepMark } from './step-mark.tsx';
import type { StepEntry } from './step-state.ts';
import { useStepWords } from './use-step-words.ts';

interface ProgressRailProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly current: string | undefined;
}

/** The steps as plugs along one wire, with the state of each. */
export function ProgressRail({ lab, steps, current }: ProgressRailProps) {
  const t = useTranslations('lesson');
  const locale = useLocale();
  const wordsOf = useStepWords();
  return (
    <nav aria-label={t('rail')} className="flex h-full flex-col items-center overflow-y-auto py-3 [scrollbar-width:none]">
      <Link
        prefetch={false}
        href={labPath(locale, lab)}
        aria-label={t('overview')}
        title={t('overview')}
        aria-current={current === undefined ? 'page' : undefined}
        className="grid size-8 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink"
      >
        <Icon name="book" />
      </Link>
      <ol className="mt-2 flex flex-col items-center">
        {steps.map((step, index) => {
          const { state, isRevealed, says: standing } = wordsOf(step.id);
          const isCurrent = step.id === current;
          const says = `${index + 1}. ${step.title} (${standing})`;
          return (
            <li key={step.id} className="flex flex-col items-center">
              <span aria-hidden="true" className={`h-2.5 w-0.5 ${state === 'passed' ? 'bg-accent' : 'bg-line-strong'}`} />
              <Link
                prefetch={false}
                href={stepPath(locale, lab, step.id)}
                aria-label={says}
                title={says}
                aria-current={isCurrent ? 'step' : undefined}
                className="rounded-full p-0.5"
              >
                <StepMark state={state} number={index + 1} isCurrent={isCurrent} isRevealed={isRevealed} />
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
