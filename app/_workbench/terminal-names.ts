import type { MachineName } from '../_session/machine-name.ts';
import type { OpenTerminal } from './terminal-dock.tsx';

export interface NamedTerminal extends OpenTerminal {
  /** Among the terminals of its machine; counted only when there are several. */
  readonly number: number | undefined;
}

/** Tells terminals of one machine apart: host, host 2, host 3. */
export function namedTerminals(terminals: readonly OpenTerminal[]): NamedTerminal[] {
  const seen = new Map<MachineName, number>();
  return terminals.map((terminal) => {
    const number = (seen.get(terminal.machine) ?? 0) + 1;
    seen.set(terminal.machine, number);
    return { ...terminal, number: number === 1 ? undefined : number };
  });
}
