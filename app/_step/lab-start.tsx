'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DoneLink } from '../_completion/done-link.tsx';
import { stepPath } from '../_frame/paths.ts';
import { useSession } from '../_session/session-context.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { firstUnpassed, type StepEntry } from './step-state.ts';

/** The way into the lab: the first step, or where the learner left off. */
export function LabStart({ lab, steps }: { readonly lab: string; readonly steps: readonly StepEntry[] }) {
  const t = useTranslations('lesson');
  const locale = useLocale();
  const { session } = useSession();
  const next = session === undefined ? 0 : firstUnpassed(session);
  const target = steps[next ?? 0];
  if (target === undefined) return null;
  const isBegun = session?.steps.some((step) => step.opened && step.tasks.some((task) => task.passed)) ?? false;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Link href={stepPath(locale, lab, target.id)} className={buttonStyle({ look: 'primary', size: 'lg' })}>
        {isBegun && next !== undefined ? t('resume', { number: next + 1 }) : t('begin')}
        <Icon name="right" />
      </Link>
      {session !== undefined && next === undefined && (
        <>
          <p className="font-semibold text-accent">{t('finished', { total: steps.length })}</p>
          <DoneLink lab={lab} look="button" />
        </>
      )}
    </div>
  );
}
