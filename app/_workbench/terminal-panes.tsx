'use client';

import { useLocale } from 'next-intl';
import { useState } from 'react';
import { useFirstScreen } from '../_terminal/first-screen.ts';
import { TerminalPane } from '../_terminal/terminal-pane.tsx';
import { useTerminalSettings } from '../_terminal/terminal-settings.ts';
import { type Pair, splitPair } from './split-pair.ts';
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
  const { split } = useTerminalSettings();
  const open = terminals.filter(({ name }) => isTimeForAll || dock.active?.name === name);
  const [before, setBefore] = useState<Pair>();
  const pair = split && dock.active !== undefined ? splitPair(open, dock.active.name, before) : undefined;
  if (pair !== before) setBefore(pair);
  const isShown = (name: string) => pair?.includes(name) ?? dock.active?.name === name;
  return (
    <div className="relative min-h-0 flex-1 bg-term-bg">
      {open.map(({ name, machine }) => (
        <div
          key={name}
          className={`absolute inset-y-0 ${placeOf(name, pair)}`}
          hidden={!isShown(name)}
          onFocusCapture={() => dock.active?.name !== name && dock.activate(name)}
        >
          <TerminalPane
            sessionId={sessionId}
            name={name}
            machine={machine}
            locale={locale}
            active={isShown(name)}
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

/** Beside each other where there is room for both; on a narrow page, above each other. */
function placeOf(name: string, pair: Pair | undefined): string {
  if (pair === undefined) return 'inset-x-0';
  return name === pair[0]
    ? 'left-0 right-1/2 border-r border-line max-sm:right-0 max-sm:bottom-1/2 max-sm:border-b'
    : 'left-1/2 right-0 max-sm:left-0 max-sm:top-1/2';
}
