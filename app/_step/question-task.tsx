'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { handOverFocus } from '../_ui/hand-over-focus.ts';
import { Html } from '../_ui/html.tsx';
import { LiveText } from '../_ui/live-text.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { RightAnswer } from './right-answer.tsx';
import { TaskCard } from './task-card.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { useTask } from './use-task.ts';
import { VerdictLayers } from './verdict-layers.tsx';

interface QuestionTaskProps {
  readonly step: string;
  readonly promptHtml: string;
  readonly placeholder: string | undefined;
}

/** Answers are cut there by the server. */
const LONGEST_ANSWER = 200;
const toCard = handOverFocus('[data-task]');

/** The step's question about this very machine. */
export function QuestionTask({ step, promptHtml, placeholder }: QuestionTaskProps) {
  const t = useTranslations('lesson.question');
  const store = useSessionStore();
  const { pending, refusal } = useSession();
  const { state, progress, isReady } = useTask(step, 'question');
  const [answer, setAnswer] = useState('');
  const [again, setAgain] = useState('');
  const promptId = useId();
  const announcement = useAnnouncement(progress);
  const verdict = progress?.verdict;
  const lastReason = verdict?.status === 'failed' ? verdict.reason : undefined;

  async function send(event: FormEvent) {
    event.preventDefault();
    const text = answer.trim();
    if (text === '') return;
    setAgain('');
    const given = await store.answer(step, text);
    // The same wrong answer is said once more.
    if (given?.status === 'failed' && given.reason === lastReason) setAgain(t('again'));
  }

  return (
    <TaskCard task="question" state={state}>
      <div id={promptId}>
        <Html html={promptHtml} className="prose-small" />
      </div>
      {state !== 'passed' && (
        <form ref={toCard} onSubmit={(event) => void send(event)} className="flex flex-wrap gap-2">
          <input
            type="text"
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
            maxLength={LONGEST_ANSWER}
            placeholder={placeholder}
            aria-label={t('answer')}
            aria-describedby={promptId}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="h-9 min-w-0 flex-1 basis-48 rounded-md border border-control bg-surface px-3 font-mono text-base placeholder:font-sans placeholder:text-ink-faint"
          />
          <Button type="submit" look="primary" disabled={!isReady || answer.trim() === ''} isBusy={pending.has('answer')}>
            {t('send')}
          </Button>
        </form>
      )}
      {state === 'passed' && progress && <RightAnswer progress={progress} />}
      {state === 'asleep' && <p className="text-sm text-ink-soft">{t('asleep')}</p>}
      {state === 'failed' && verdict?.status === 'failed' && <VerdictLayers verdict={verdict} />}
      {refusal?.during === 'answer' && <TroubleNotice refusal={refusal} onDismiss={() => store.dismissRefusal()} />}
      <LiveText text={announcement} />
      <LiveText text={again} />
    </TaskCard>
  );
}
