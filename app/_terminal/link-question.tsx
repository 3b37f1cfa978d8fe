import { type ReactNode, useState } from 'react';
import { openLink } from './open-link.ts';
import { TerminalQuestion } from './terminal-question.tsx';
import type { TerminalText } from './terminal-text.ts';

/** Asks before a link opens whose words a program has chosen (OSC 8): they may name another place than the one it leads to. */
export function useLinkQuestion(text: TerminalText['link']) {
  const [address, setAddress] = useState<string>();
  function answer(yes: boolean) {
    if (yes && address !== undefined) openLink(address);
    setAddress(undefined);
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
