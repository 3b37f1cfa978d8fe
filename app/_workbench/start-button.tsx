'use client';

import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { prepareMachine, startMachine } from './prepare-machine.ts';
import { useTerminalDock } from './terminal-dock.tsx';

/** Starts a machine, and has the terminal's code fetched from the moment one reaches for the button. */
export function StartButton({ children }: { readonly children: ReactNode }) {
  const store = useSessionStore();
  const dock = useTerminalDock();
  const { pending } = useSession();
  const button = useRef<HTMLButtonElement>(null);
  // Pressed, it goes away; the focus waits beside it for the terminal to come.
  useLayoutEffect(() => {
    const { current } = button;
    return () => {
      if (current === document.activeElement) document.getElementById('machine')?.focus();
    };
  }, []);

  function start() {
    dock.focusNext();
    void startMachine(store);
  }

  return (
    <Button
      ref={button}
      id="start-machine"
      look="primary"
      size="lg"
      isBusy={pending.has('start')}
      onPointerEnter={prepareMachine}
      onFocus={prepareMachine}
      onClick={start}
    >
      {children}
    </Button>
  );
}
