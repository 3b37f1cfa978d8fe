import { type ReactNode, useRef, useState } from 'react';
import type { ClipboardWish, ConsentAnswer } from './clipboard-consent.ts';
import { TerminalQuestion } from './terminal-question.tsx';
import type { TerminalText } from './terminal-text.ts';

/**
 * Asks before a program on the machine gets to see what somebody has copied elsewhere, or puts something else in its place:
 * the question as something to call, and the dialog that stands while it waits for its answer.
 */
export function useClipboardQuestion(text: TerminalText['clipboard']) {
  const [open, setOpen] = useState<{ readonly wish: ClipboardWish; readonly answer: (answer: ConsentAnswer) => void }>();
  const isOpen = useRef(false);
  function answer(given: ConsentAnswer) {
    isOpen.current = false;
    open?.answer(given);
    setOpen(undefined);
  }
  function ask(wish: ClipboardWish): Promise<ConsentAnswer> {
    // One question at a time.
    if (isOpen.current) return Promise.resolve('no');
    isOpen.current = true;
    return new Promise((resolve) => setOpen({ wish, answer: resolve }));
  }
  const dialog: ReactNode = open !== undefined && (
    <TerminalQuestion
      title={text[open.wish].title}
      body={text[open.wish].body}
      refusal={{ label: text.no, onChoose: () => answer('no') }}
      choices={[
        { label: text.session, onChoose: () => answer('session') },
        { label: text.once, isMain: true, onChoose: () => answer('once') },
      ]}
    />
  );
  return { ask, dialog };
}
