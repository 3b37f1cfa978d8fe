import { type ReactNode, useId } from 'react';
import { Button } from '../_ui/button.tsx';

interface Choice {
  readonly label: string;
  readonly isMain?: boolean;
  readonly onChoose: () => void;
}

interface TerminalQuestionProps {
  readonly title: string;
  readonly body: ReactNode;
  /** What does nothing; Escape means the same. */
  readonly refusal: Omit<Choice, 'isMain'>;
  readonly choices: readonly Choice[];
}

/** A question over the terminal. The answer that does nothing has the focus: a key meant for the shell must not agree to anything. */
export function TerminalQuestion({ title, body, refusal, choices }: TerminalQuestionProps) {
  const [titleId, bodyId] = [useId(), useId()];
  return (
    <div className="absolute inset-0 z-20 flex items-center justify-center bg-term-bg/70 p-4">
      <div
        role="alertdialog"
        aria-labelledby={titleId}
        aria-describedby={bodyId}
        onKeyDown={(event) => event.key === 'Escape' && refusal.onChoose()}
        className="max-h-full max-w-sm overflow-y-auto rounded-lg border border-line bg-raised p-4 shadow-float"
      >
        <h2 id={titleId} className="text-md font-semibold text-ink">
          {title}
        </h2>
        <div id={bodyId} className="mt-1 text-sm text-ink-soft">
          {body}
        </div>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button autoFocus onClick={refusal.onChoose}>
            {refusal.label}
          </Button>
          {choices.map(({ label, isMain = false, onChoose }) => (
            <Button key={label} look={isMain ? 'primary' : 'outline'} onClick={onChoose}>
              {label}
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}
