'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { SessionView } from '../../server/protocol/session-view.ts';
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
  const isDone = session !== undefined && next === undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {isDone && (
        <>
          <p className="w-full font-semibold text-accent">{t('finished', { total: steps.length })}</p>
          <DoneLink lab={lab} look="button" />
        </>
      )}
      <Link
        href={stepPath(locale, lab, target.id)}
        className={buttonStyle(isDone ? { look: 'outline' } : { look: 'primary', size: 'lg' })}
      >
        {next !== undefined && isBegun(session) ? t('resume', { number: next + 1 }) : t(isDone ? 'again' : 'begin')}
        <Icon name="right" />
      </Link>
    </div>
  );
}

function isBegun(session: SessionView | undefined): boolean {
  return session?.steps.some((step) => step.opened && step.tasks.some((task) => task.passed)) ?? false;
}
