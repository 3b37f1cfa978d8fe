import type { OpenTerminalOptions } from '../../../sandbox/driver.ts';
import type { HolderProcess } from '../../sandbox/terminal/holder-process.ts';
import { TerminalDoor } from '../../server/ws/terminal-door.ts';
import { HeadlessPage, type HeadlessPageOptions } from './headless-page.ts';

/** A door to a shell of its own, and pages at it. A new door to the same shell is what a restarted server is. */
export function shellsOf(holder: () => HolderProcess) {
  let shells = 0;
  return () => {
    const stack = new AsyncDisposableStack();
    shells += 1;
    const id = `shell-${shells}`;
    let current: TerminalDoor | undefined;
    const door = () => {
      if (current === undefined) throw new Error('no door is open');
      return current;
    };
    return {
      door,
      async openDoor(): Promise<TerminalDoor> {
        const open = (options: OpenTerminalOptions) => holder().holder.open({ ...options, id });
        current = stack.use(await TerminalDoor.open({ openTerminal: open }));
        return current;
      },
      openPage(options?: HeadlessPageOptions): HeadlessPage {
        return stack.use(new HeadlessPage(door, options));
      },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  };
}
