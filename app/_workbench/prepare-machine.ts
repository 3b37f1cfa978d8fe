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

/** Starts the machine. Its first terminal is connected the moment there is one, while the page still makes room for it. */
export async function startMachine(store: SessionStore): Promise<void> {
  prepareMachine();
  const connecting = loadConnection();
  const stop = store.subscribe(() => {
    const { session } = store.state;
    const first = session?.machine.state === 'ready' ? session.terminals[0] : undefined;
    if (session === undefined || first === undefined) return;
    stop();
    connecting.then(({ connectEarly }) => connectEarly(terminalPath(session.id, first.name))).catch(() => undefined);
  });
  await store.start();
  stop();
}
