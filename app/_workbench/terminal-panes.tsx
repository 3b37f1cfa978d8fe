'use client';

import { useLocale } from 'next-intl';
import { useFirstScreen } from '../_terminal/first-screen.ts';
import { TerminalPane } from '../_terminal/terminal-pane.tsx';
import { type OpenTerminal, useTerminalDock } from './terminal-dock.tsx';

interface TerminalPanesProps {
  readonly sessionId: string;
  readonly terminals: readonly OpenTerminal[];
}

/** Every open terminal, the one in front shown; the others keep their connection and their screen. */
export function TerminalPanes({ sessionId, terminals }: TerminalPanesProps) {
  const dock = useTerminalDock();
  const locale = useLocale();
  // The terminals behind take no time from the one in front.
  const isTimeForAll = useFirstScreen();
  const open = terminals.filter(({ name }) => isTimeForAll || dock.active?.name === name);
  return (
    <div className="relative min-h-0 flex-1 bg-term-bg">
      {open.map(({ name, machine }) => (
        <div key={name} className="absolute inset-0" hidden={dock.active?.name !== name}>
          <TerminalPane
            sessionId={sessionId}
            name={name}
            machine={machine}
            locale={locale}
            active={dock.active?.name === name}
            ref={(handle) => {
              dock.attach(name, handle);
              return () => dock.attach(name, null);
            }}
          />
        </div>
      ))}
    </div>
  );
}
