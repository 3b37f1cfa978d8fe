'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useMachineIsReady, useSession, useSessionStore } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import type { ConfirmDialog } from '../_workbench/confirm-dialog.tsx';

type Dialog = typeof ConfirmDialog;

/** For a step that lays something on the machine: lay it once more, after a word on what that undoes. */
export function ResetStep({ step }: { readonly step: string }) {
  const t = useTranslations('lesson.reset');
  const store = useSessionStore();
  const { pending, refusal } = useSession();
  const isReady = useMachineIsReady();
  const button = useRef<HTMLButtonElement>(null);
  const [isDone, setDone] = useState(false);
  const [asked, setAsked] = useState<{ readonly Dialog: Dialog; readonly isOpen: boolean }>();
  const failed = refusal?.during === 'reset-step' || refusal?.during === 'open-step' ? refusal : undefined;

  // Without its question the button does nothing: laying the step undoes what the learner has done, so it never comes unasked.
  async function ask() {
    setDone(false);
    const { ConfirmDialog: Dialog } = await import('../_workbench/confirm-dialog.tsx');
    setAsked({ Dialog, isOpen: true });
  }

  async function answer(isYes: boolean) {
    setAsked((last) => last && { ...last, isOpen: false });
    if (isYes) setDone(await store.resetStep(step));
  }

  return (
    <div className="space-y-3 text-base text-ink-soft">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-60">{t('why')}</p>
        <Button
          ref={button}
          size="sm"
          data-reset-step
          disabled={!isReady}
          isBusy={pending.has('reset-step')}
          onClick={() => void ask().catch(() => undefined)}
        >
          {t('button')}
        </Button>
      </div>
      {failed && <TroubleNotice refusal={failed} onDismiss={() => store.dismissRefusal()} />}
      {asked && (
        <asked.Dialog
          asked={asked.isOpen ? 'reset' : undefined}
          onAnswer={(isYes) => void answer(isYes)}
          onClosed={() => button.current?.focus()}
        />
      )}
      <p role="status">{isDone && !failed ? t('done') : ''}</p>
    </div>
  );
}
