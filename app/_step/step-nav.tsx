'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { labPath, stepPath } from '../_frame/paths.ts';
import { useStepProgress } from '../_session/session-context.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { type StepEntry, stepState } from './step-state.ts';
import { StepStatus } from './step-status.tsx';

interface StepNavProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly current: string;
}

/** Back and forth, at the foot of the lesson. Going on is never barred; it is only more inviting once the step is passed. */
export function StepNav({ lab, steps, current }: StepNavProps) {
  const t = useTranslations('lesson');
  const locale = useLocale();
  const isPassed = stepState(useStepProgress(current)) === 'passed';
  const index = steps.findIndex((step) => step.id === current);
  const [previous, next] = [steps[index - 1], steps[index + 1]];
  return (
    <nav aria-label={t('nav')} className="flex h-14 shrink-0 items-center gap-3 border-t border-line bg-surface px-4">
      {previous && (
        <Link
          href={stepPath(locale, lab, previous.id)}
          data-nav="previous"
          prefetch={false}
          title={previous.title}
          className={buttonStyle({ look: 'quiet' })}
        >
          <Icon name="left" />
          <span className="max-sm:sr-only">{t('previous')}</span>
        </Link>
      )}
      <div className="flex flex-1 justify-center">
        <StepStatus step={current} />
      </div>
      <Link
        href={next ? stepPath(locale, lab, next.id) : labPath(locale, lab)}
        data-nav="next"
        title={next?.title}
        prefetch
        className={buttonStyle({ look: isPassed ? 'primary' : 'outline' })}
      >
        {t(next ? 'next' : 'finish')}
        <Icon name="right" />
      </Link>
    </nav>
  );
}
