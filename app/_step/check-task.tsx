'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { InlineText } from '../_ui/inline-text.tsx';
import { LiveText } from '../_ui/live-text.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { Evidence } from './evidence.tsx';
import { TaskCard } from './task-card.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { type TaskView, useTask } from './use-task.ts';
import { VerdictLayers } from './verdict-layers.tsx';

/** The step's check: it looks by itself, and once more at a press. */
export function CheckTask({ step }: { readonly step: string }) {
  const t = useTranslations('lesson.check');
  const store = useSessionStore();
  const { pending, refusal } = useSession();
  const task = useTask(step, 'check');
  const [notice, setNotice] = useState('');
  const announcement = useAnnouncement(task.progress);
  // What decided it is most often what the question asks for.
  const isAsking = useTask(step, 'question').progress?.passed === false;

  const known = JSON.stringify(task.progress?.verdict);
  // biome-ignore lint/correctness/useExhaustiveDependencies: that nothing has changed holds until something does.
  useEffect(() => setNotice(''), [known]);

  async function checkNow() {
    setNotice('');
    const verdict = await store.check(step);
    if (verdict !== undefined && JSON.stringify(verdict) === known) setNotice(t('noChange'));
  }

  const action = task.isReady && (
    <Button size="sm" data-check-now isBusy={pending.has('check')} onClick={checkNow}>
      {t('now')}
    </Button>
  );
  return (
    <TaskCard task="check" state={task.state} action={action}>
      <CheckBody task={task} isTelling={!isAsking} />
      {notice && task.state !== 'passed' && <p className="text-sm text-ink-soft">{notice}</p>}
      {refusal?.during === 'check' && <TroubleNotice refusal={refusal} onDismiss={() => store.dismissRefusal()} />}
      <LiveText text={announcement} />
      <LiveText text={notice} />
    </TaskCard>
  );
}

interface CheckBodyProps {
  readonly task: TaskView;
  /** Whether the facts behind a passed verdict may be shown. */
  readonly isTelling: boolean;
}

function CheckBody({ task: { state, progress }, isTelling }: CheckBodyProps) {
  const t = useTranslations('lesson.check');
  if (state === 'passed' && progress?.verdict?.status === 'passed' && !isTelling)
    return <p className="text-base text-ink-soft">{t('later')}</p>;
  if (state === 'passed') return <PassedBody progress={progress} />;
  if (state === 'failed' && progress?.verdict?.status === 'failed') return <VerdictLayers verdict={progress.verdict} />;
  if (state === 'problem' && progress?.problem) return <TroubleNotice refusal={{ trouble: progress.problem, id: undefined }} />;
  return <p className="text-base text-ink-soft">{t(state === 'asleep' ? 'asleep' : 'watching')}</p>;
}

function PassedBody({ progress }: Pick<TaskView, 'progress'>) {
  const t = useTranslations('lesson.check');
  const locale = useLocale();
  const verdict = progress?.verdict;
  if (verdict?.status === 'passed') return <Evidence label={t('seen')} evidence={verdict.evidence} />;
  if (verdict === undefined) return null;
  return (
    <p className="text-base text-ink-soft">
      <InlineText text={t('since', { found: verdict.found[locale] })} />
    </p>
  );
}
