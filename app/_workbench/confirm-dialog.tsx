'use client';

import { useTranslations } from 'next-intl';
import { AlertDialog } from 'radix-ui';
import { buttonStyle } from '../_ui/button-style.ts';
import { dialogStyle, overlayStyle } from '../_ui/dialog-style.ts';
import type { MachineQuestion } from './machine-question.ts';

export type Confirmation = MachineQuestion | 'reset';

interface ConfirmDialogProps {
  /** What is about to be done; closed while there is nothing to ask. */
  readonly asked: Confirmation | undefined;
  readonly onAnswer: (isYes: boolean) => void;
  /** The focus is to go somewhere. */
  readonly onClosed: () => void;
}

/** Asks before something of the learner's is undone, and says what stays and what does not. */
export function ConfirmDialog({ asked, onAnswer, onClosed }: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={asked !== undefined} onOpenChange={(isOpen) => !isOpen && onAnswer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyle} />
        <AlertDialog.Content
          className={dialogStyle}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
        >
          {asked && <Question asked={asked} onAnswer={onAnswer} />}
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function Question({ asked, onAnswer }: { readonly asked: Confirmation; readonly onAnswer: (isYes: boolean) => void }) {
  const t = useTranslations('machine.confirm');
  return (
    <>
      <AlertDialog.Title className="text-xl font-bold">{t(`${asked}.title`)}</AlertDialog.Title>
      <AlertDialog.Description asChild>
        <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-base">
          <dt className="font-semibold text-accent">{t('kept')}</dt>
          <dd className="text-ink-soft">{t(`${asked}.kept`)}</dd>
          <dt className="font-semibold text-bad">{t('lost')}</dt>
          <dd className="text-ink-soft">{t(`${asked}.lost`)}</dd>
        </dl>
      </AlertDialog.Description>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <AlertDialog.Cancel className={buttonStyle()}>{t(asked === 'reset' ? 'leave' : 'cancel')}</AlertDialog.Cancel>
        <AlertDialog.Action
          className={buttonStyle({ look: asked === 'end' ? 'danger' : 'primary' })}
          onClick={(event) => {
            event.preventDefault();
            onAnswer(true);
          }}
        >
          {t(`${asked}.go`)}
        </AlertDialog.Action>
      </div>
    </>
  );
}
