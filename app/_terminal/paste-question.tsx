import { type ClipboardEvent, type ReactNode, useState } from 'react';
import { manyLines } from './big-paste.ts';
import { TerminalQuestion } from './terminal-question.tsx';
import { filled, type TerminalText } from './terminal-text.ts';

interface PasteQuestionOptions {
  readonly text: TerminalText['paste'];
  readonly onPaste: (pasted: string) => void;
}

/** Asks before many lines run at once: what holds such a paste back, and the dialog while it is held. */
export function usePasteQuestion({ text, onPaste }: PasteQuestionOptions) {
  const [held, setHeld] = useState<{ readonly pasted: string; readonly lines: number }>();
  function hold(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text/plain');
    const lines = manyLines(pasted);
    if (lines === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setHeld({ pasted, lines });
  }
  function answer(yes: boolean) {
    setHeld(undefined);
    if (yes && held !== undefined) onPaste(held.pasted);
  }
  const dialog: ReactNode = held !== undefined && (
    <TerminalQuestion
      title={filled(text.title, { lines: held.lines })}
      body={text.body}
      refusal={{ label: text.no, onChoose: () => answer(false) }}
      choices={[{ label: text.yes, isMain: true, onChoose: () => answer(true) }]}
    />
  );
  return { hold, dialog };
}
