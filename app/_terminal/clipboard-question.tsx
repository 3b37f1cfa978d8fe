import { type ReactNode, useId, useState } from 'react';
import { Button } from '../_ui/button.tsx';
import type { ReadingAnswer } from './clipboard-reading.ts';
import type { TerminalText } from './terminal-text.ts';

interface ClipboardQuestionProps {
  readonly text: TerminalText['clipboard'];
  readonly onAnswer: (answer: ReadingAnswer) => void;
}

interface QuestionOptions {
  readonly text: TerminalText['clipboard'];
  readonly onAnswered: () => void;
}

/** The question as something to call, and the dialog that stands while it waits for its answer. */
export function useClipboardQuestion({ text, onAnswered }: QuestionOptions) {
  const [open, setOpen] = useState<{ readonly answer: (answer: ReadingAnswer) => void }>();
  function answer(given: ReadingAnswer) {
    open?.answer(given);
    setOpen(undefined);
    onAnswered();
  }
  const ask = () => new Promise<ReadingAnswer>((resolve) => setOpen({ answer: resolve }));
  const dialog: ReactNode = open !== undefined && <ClipboardQuestion text={text} onAnswer={answer} />;
  return { ask, dialog };
}

/** Asks before a program on the machine gets to see what somebody has copied elsewhere. */
function ClipboardQuestion({ text, onAnswer }: ClipboardQuestionProps) {
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
          {text.title}
        </h2>
        <p id={bodyId} className="mt-1 text-sm text-ink-soft">
          {text.body}
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
