import { useId } from 'react';
import { Button } from '../_ui/button.tsx';
import { filled, type TerminalText } from './terminal-text.ts';

interface PasteQuestionProps {
  readonly lines: number;
  readonly text: TerminalText['paste'];
  readonly onAnswer: (yes: boolean) => void;
}

/** Asks before many lines run at once. */
export function PasteQuestion({ lines, text, onAnswer }: PasteQuestionProps) {
  const [titleId, bodyId] = [useId(), useId()];
  return (
    <div className="absolute inset-0 z-20 flex items-center justify-center bg-term-bg/70 p-4">
      <div
        role="alertdialog"
        aria-labelledby={titleId}
        aria-describedby={bodyId}
        onKeyDown={(event) => event.key === 'Escape' && onAnswer(false)}
        className="max-w-sm rounded-lg border border-line bg-raised p-4 shadow-md"
      >
        <h2 id={titleId} className="text-md font-semibold text-ink">
          {filled(text.title, { lines })}
        </h2>
        <p id={bodyId} className="mt-1 text-sm text-ink-soft">
          {text.body}
        </p>
        <div className="mt-4 flex justify-end gap-2">
          <Button autoFocus onClick={() => onAnswer(false)}>
            {text.no}
          </Button>
          <Button look="primary" onClick={() => onAnswer(true)}>
            {text.yes}
          </Button>
        </div>
      </div>
    </div>
  );
}
