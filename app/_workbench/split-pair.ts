import type { OpenTerminal } from './terminal-dock.tsx';

export type Pair = readonly [left: string, right: string];

/**
 * The two terminals that are shown side by side: the one in front and, where possible, the one it stood beside before, else
 * one of the other machine, else any. They stand in the order of their tabs. Undefined where there are no two.
 */
export function splitPair(terminals: readonly OpenTerminal[], front: string, before: Pair | undefined): Pair | undefined {
  const isOpen = (name: string) => terminals.some((terminal) => terminal.name === name);
  if (before?.includes(front) && before.every(isOpen)) return before;
  const machine = terminals.find(({ name }) => name === front)?.machine;
  const others = terminals.filter(({ name }) => name !== front);
  const beside = others.find((terminal) => terminal.machine !== machine) ?? others[0];
  if (machine === undefined || beside === undefined) return undefined;
  const [left, right] = terminals.filter(({ name }) => name === front || name === beside.name);
  return left && right && [left.name, right.name];
}
