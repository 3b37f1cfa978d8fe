'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SolutionView } from '../../server/protocol/solution.ts';
import { LessonActions } from '../_lesson/lesson-actions.tsx';
import { useMachineIsReady, useSession, useSessionStore, useStepProgress } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { SolutionLines } from './solution-lines.tsx';
import type { SolutionProps } from './solution-props.ts';

/** Asks whether the solution is really wanted, unless it was seen before or cannot spoil anything any more, and then shows it. */
export function SolutionPanel({ step, onClose }: SolutionProps) {
  const t = useTranslations('lesson.solution');
  const store = useSessionStore();
  const { pending, refusal } = useSession();
  const progress = useStepProgress(step);
  const [isAsked, setAsked] = useState(false);
  const wanted = isAsked || progress?.revealed === true || progress?.passed === true;
  const [solution, setSolution] = useState<SolutionView>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isReady = useMachineIsReady();

  // Another machine has other names and addresses, so the solution is asked for anew with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const ask = useCallback(async () => {
    const found = await store.reveal(step);
    if (found !== undefined) setSolution(found);
  }, [store, step, isReady]);
  useEffect(() => {
    if (wanted) void ask();
  }, [wanted, ask]);
  // The button that was pressed goes away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => heading.current?.focus(), [wanted]);

  const isShown = wanted && solution !== undefined;
  return (
    <section
      aria-labelledby="solution"
      data-solution-panel
      className="@container rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <h2 id="solution" ref={heading} tabIndex={-1} className="text-md font-semibold outline-none">
        {t(wanted ? 'title' : 'sure')}
      </h2>
      <div className="mt-2 grid gap-4" aria-live="polite">
        {!wanted && <p className="text-base text-ink-soft">{t('means')}</p>}
        {isShown && <Shown solution={solution} />}
        {refusal?.during === 'reveal' && <TroubleNotice refusal={refusal} onDismiss={() => store.dismissRefusal()} />}
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {!wanted && (
          <Button look="primary" data-solution-yes onClick={() => setAsked(true)}>
            {t('yes')}
          </Button>
        )}
        {wanted && (
          <Button isBusy={pending.has('reveal')} onClick={() => void ask()}>
            {t('refresh')}
          </Button>
        )}
        <Button onClick={onClose}>{t(wanted ? 'close' : 'no')}</Button>
      </div>
    </section>
  );
}

function Shown({ solution: { lines, question } }: { readonly solution: SolutionView }) {
  const t = useTranslations('lesson.solution');
  return (
    <LessonActions>
      <div className="grid gap-4">
        <p className="text-base text-ink-soft">{t('lead')}</p>
        <SolutionLines lines={lines} />
        {question && (
          <>
            <h3 className="text-base font-semibold">{t('question')}</h3>
            <SolutionLines lines={question.lines} />
            <p className="text-base text-ink-soft">
              {question.answer === undefined ? (
                t('noAnswer')
              ) : (
                <>
                  {t('answer')} <code className="inline-code font-mono text-ink">{question.answer}</code>
                </>
              )}
            </p>
          </>
        )}
      </div>
    </LessonActions>
  );
}
