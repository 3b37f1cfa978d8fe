import { protocolReaders } from '../_session/ask.ts';
import type { SessionStore } from '../_session/session-store.ts';
import { terminalPath } from '../_terminal/terminal-path.ts';

/** The part of the page that a running machine needs: terminals, menus, dialogs. The panes' xterm comes along, not after. */
export async function loadRunningMachine() {
  // A pane says so itself when it has to do without.
  import('../_terminal/xterm-view.ts').catch(() => undefined);
  return (await import('./running-machine.tsx')).RunningMachine;
}

function loadConnection() {
  return import('../_terminal/connection.ts');
}

/** Fetches that part when a start is likely: it arrives while the machine comes up. Who needs it finds out what is missing. */
export function prepareMachine(): void {
  protocolReaders().catch(() => undefined);
  loadRunningMachine().catch(() => undefined);
  loadConnection().catch(() => undefined);
}

/** Starts the machine. Its first terminal is connected the moment there is one, before the page makes room for it. */
export async function startMachine(store: SessionStore): Promise<void> {
  prepareMachine();
  let connect: ((path: string) => void) | undefined;
  const connecting = loadConnection().then(({ connectEarly }) => (connect = connectEarly));
  // The pane connects by itself where this cannot.
  connecting.catch(() => undefined);
  const stop = store.subscribe(() => {
    const { session } = store.state;
    const first = session?.machine.state === 'ready' ? session.terminals[0] : undefined;
    if (session === undefined || first === undefined) return;
    stop();
    const path = terminalPath(session.id, first.name);
    // At once: a promise would come after React, which has half of the page to draw.
    if (connect !== undefined) connect(path);
    else connecting.then((connectEarly) => connectEarly(path)).catch(() => undefined);
  });
  await store.start();
  stop();
}
