import type { OpenTerminalOptions } from '../../../sandbox/driver.ts';
import { FakeTerminal } from '../terminal/fake-terminal.ts';

/** Opens shells that a test plays by hand, and remembers them. */
export function playedShell() {
  const terminals: FakeTerminal[] = [];
  const opened: OpenTerminalOptions[] = [];
  const openTerminal = async (options: OpenTerminalOptions) => {
    const terminal = new FakeTerminal();
    terminals.push(terminal);
    opened.push(options);
    return terminal;
  };
  const terminal = () => {
    const last = terminals.at(-1);
    if (last === undefined) throw new Error('no terminal is open');
    return last;
  };
  return { terminals, opened, openTerminal, terminal };
}
