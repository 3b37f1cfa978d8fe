import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { openLink } from './open-link.ts';
import { TerminalQuestion } from './terminal-question.tsx';
import type { TerminalText } from './terminal-text.ts';

interface LinkQuestionOptions {
  readonly text: TerminalText['link'];
  readonly onAnswered: () => void;
}

/** Asks before a link opens whose words a program has chosen (OSC 8): they may name another place than the one it leads to. */
export function useLinkQuestion({ text, onAnswered }: LinkQuestionOptions) {
  const [address, setAddress] = useState<string>();
  function answer(yes: boolean) {
    if (yes && address !== undefined) openLink(address);
    // Until the question is gone the terminal takes no focus.
    flushSync(() => setAddress(undefined));
    onAnswered();
  }
  const dialog: ReactNode = address !== undefined && (
    <TerminalQuestion
      title={text.title}
      body={
        <>
          <p>{text.body}</p>
          <p className="mt-2 max-h-40 overflow-y-auto font-mono [overflow-wrap:anywhere] text-ink" data-link-address>
            {address}
          </p>
        </>
      }
      refusal={{ label: text.no, onChoose: () => answer(false) }}
      choices={[{ label: text.yes, isMain: true, onChoose: () => answer(true) }]}
    />
  );
  return { ask: setAddress, dialog };
}
