import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from '../_ui/button.tsx';

const TERMINAL = '[data-terminal]';

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

/**
 * A question over the terminal. The answer that does nothing takes the focus, so that a key meant for the shell agrees to
 * nothing; but only from the terminal: programs ask as well, and who writes elsewhere goes on writing there.
 */
export function TerminalQuestion({ title, body, refusal, choices }: TerminalQuestionProps) {
  const [titleId, bodyId] = [useId(), useId()];
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || no.current?.closest(TERMINAL)?.contains(activeElement)) no.current?.focus();
  }, []);
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
          <Button ref={no} data-refuse onClick={refusal.onChoose}>
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
