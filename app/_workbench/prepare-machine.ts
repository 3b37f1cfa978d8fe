import { protocolReaders } from '../_session/ask.ts';

/** The part of the page that a running machine needs: terminals, menus, dialogs. The panes' xterm comes along, not after. */
export async function runningMachine() {
  void import('../_terminal/xterm-view.ts');
  return (await import('./running-machine.tsx')).RunningMachine;
}

/** Fetches that part when a start is likely: it arrives while the machine comes up. */
export function prepareMachine(): void {
  void protocolReaders();
  void runningMachine();
}
