import { type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '../_ui/button.tsx';
import type { ClipboardWish, ConsentAnswer } from './clipboard-consent.ts';
import type { TerminalText } from './terminal-text.ts';

interface ClipboardQuestionProps {
  readonly text: TerminalText['clipboard'];
  readonly wish: ClipboardWish;
  readonly onAnswer: (answer: ConsentAnswer) => void;
}

interface QuestionOptions {
  readonly text: TerminalText['clipboard'];
  readonly onAnswered: () => void;
}

/** The question as something to call, and the dialog that stands while it waits for its answer. */
export function useClipboardQuestion({ text, onAnswered }: QuestionOptions) {
  const [open, setOpen] = useState<{ readonly wish: ClipboardWish; readonly answer: (answer: ConsentAnswer) => void }>();
  const isOpen = useRef(false);
  function answer(given: ConsentAnswer) {
    isOpen.current = false;
    open?.answer(given);
    setOpen(undefined);
    onAnswered();
  }
  function ask(wish: ClipboardWish): Promise<ConsentAnswer> {
    // One question at a time.
    if (isOpen.current) return Promise.resolve('no');
    isOpen.current = true;
    return new Promise((resolve) => setOpen({ wish, answer: resolve }));
  }
  const dialog: ReactNode = open !== undefined && <ClipboardQuestion text={text} wish={open.wish} onAnswer={answer} />;
  return { ask, dialog };
}

/** Asks before a program on the machine gets to see what somebody has copied elsewhere, or puts something else in its place. */
function ClipboardQuestion({ text, wish, onAnswer }: ClipboardQuestionProps) {
  const [titleId, bodyId] = [useId(), useId()];
  return (
    <div className="absolute inset-0 z-20 flex items-center justify-center bg-term-bg/70 p-4">
      <div
        role="alertdialog"
        aria-labelledby={titleId}
        aria-describedby={bodyId}
        onKeyDown={(event) => event.key === 'Escape' && onAnswer('no')}
        className="max-w-sm rounded-lg border border-line bg-raised p-4 shadow-float"
      >
        <h2 id={titleId} className="text-md font-semibold text-ink">
          {text[wish].title}
        </h2>
        <p id={bodyId} className="mt-1 text-sm text-ink-soft">
          {text[wish].body}
        </p>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button autoFocus onClick={() => onAnswer('no')}>
            {text.no}
          </Button>
          <Button onClick={() => onAnswer('session')}>{text.session}</Button>
          <Button look="primary" onClick={() => onAnswer('once')}>
            {text.once}
          </Button>
        </div>
      </div>
    </div>
  );
}
