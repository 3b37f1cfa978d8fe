'use client';

import type { ReactNode } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { prepareMachine, startMachine } from './prepare-machine.ts';
import { useTerminalDock } from './terminal-dock.tsx';

/** Starts a machine, and has the terminal's code fetched from the moment one reaches for the button. */
export function StartButton({ children }: { readonly children: ReactNode }) {
  const store = useSessionStore();
  const dock = useTerminalDock();
  const { pending } = useSession();

  function start() {
    dock.focusNext();
    void startMachine(store);
  }

  return (
    <Button
      id="start-machine"
      look="primary"
      size="lg"
      disabled={pending.has('start')}
      onPointerEnter={prepareMachine}
      onFocus={prepareMachine}
      onClick={start}
    >
      {children}
    </Button>
  );
}
