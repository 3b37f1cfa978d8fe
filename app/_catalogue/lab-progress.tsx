'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DoneLink } from '../_completion/done-link.tsx';
import { labPath, stepPath } from '../_frame/paths.ts';
import { useSession } from '../_session/session-context.tsx';
import { firstUnpassed, type StepEntry } from '../_step/step-state.ts';
import { buttonStyle } from '../_ui/button-style.ts';

/** How far the learner is, and the way on. */
export function LabProgress({ lab, steps }: { readonly lab: string; readonly steps: readonly StepEntry[] }) {
  const t = useTranslations('catalogue');
  const locale = useLocale();
  const { session } = useSession();
  const passed = session?.steps.filter((step) => step.passed).length ?? 0;
  const next = session === undefined ? undefined : firstUnpassed(session);
  const target = next === undefined ? undefined : steps[next];
  let label = t('open');
  if (passed > 0) label = next === undefined ? t('again') : t('resume', { number: next + 1 });
  return (
    <div className="mt-auto space-y-4 pt-2">
      <div className="space-y-2">
        <div
          role="progressbar"
          aria-label={t('progress', { passed, total: steps.length })}
          aria-valuemin={0}
          aria-valuemax={steps.length}
          aria-valuenow={passed}
          className="flex gap-1"
        >
          {steps.map((step, index) => (
            <span key={step.id} className={`h-1.5 flex-1 rounded-full ${isPassed(session, index) ? 'bg-accent' : 'bg-line'}`} />
          ))}
        </div>
        <p className="tabular text-base text-ink-soft">
          {passed === 0 ? t('untouched') : t('progress', { passed, total: steps.length })}
        </p>
      </div>
      <p className="flex flex-wrap gap-3">
        <Link
          prefetch={false}
          href={passed > 0 && target ? stepPath(locale, lab, target.id) : labPath(locale, lab)}
          className={buttonStyle({ look: passed > 0 ? 'primary' : 'outline' })}
        >
          {label}
        </Link>
        <DoneLink lab={lab} look="button" />
      </p>
    </div>
  );
}

function isPassed(session: ReturnType<typeof useSession>['session'], index: number): boolean {
  return session?.steps[index]?.passed ?? false;
}
