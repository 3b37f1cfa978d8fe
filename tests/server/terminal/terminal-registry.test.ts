import { describe, expect, test } from 'vitest';
import type { OpenTerminalOptions, Sandbox } from '../../../sandbox/driver.ts';
import { SandboxError } from '../../../sandbox/errors.ts';
import { systemClock } from '../../../server/clock.ts';
import { createLogger } from '../../../server/logger.ts';
import type { GrantedTerminal } from '../../../server/session/terminal-access.ts';
import { TerminalRegistry } from '../../../server/terminal/terminal-registry.ts';
import { FakeTerminal } from './fake-terminal.ts';

const size = { cols: 80, rows: 24 };

function grant(openTerminal: (options: OpenTerminalOptions) => Promise<FakeTerminal>) {
  const end = new AbortController();
  const granted: GrantedTerminal = {
    name: 'host',
    machine: 'host',
    sandbox: { openTerminal } as unknown as Sandbox,
    noteInput: () => undefined,
    closed: end.signal,
  };
  return { granted, end };
}

function newRegistry(): TerminalRegistry {
  return new TerminalRegistry({ clock: systemClock, log: createLogger('silent') });
}

describe('TerminalRegistry', () => {
  test('opens a terminal once, however many ask at the same time', async () => {
    using registry = newRegistry();
    let opened = 0;
    const { granted } = grant(async () => {
      opened += 1;
      return new FakeTerminal();
    });
    const [one, two] = await Promise.all([registry.open(granted, size), registry.open(granted, size)]);
    expect(one).toBe(two);
    expect(opened).toBe(1);
  });

  test('forgets a terminal when it is over, and detaches', async () => {
    using registry = newRegistry();
    const terminal = new FakeTerminal();
    const { granted, end } = grant(async () => terminal);
    await registry.open(granted, size);
    end.abort('machine-gone');
    expect(registry.count).toBe(0);
    expect(terminal).toMatchObject({ detached: true, hasListener: false, killed: false });
  });

  test('forgets a terminal that was over before it was open', async () => {
    using registry = newRegistry();
    const terminal = new FakeTerminal();
    const { granted, end } = grant(async () => terminal);
    end.abort('terminal-closed');
    await registry.open(granted, size);
    expect(registry.count).toBe(0);
    expect(terminal.detached).toBe(true);
  });

  test('tries again after a failure', async () => {
    using registry = newRegistry();
    let isBroken = true;
    const { granted } = grant(async () => {
      if (isBroken) throw new SandboxError('sandbox/terminal-failed', 'broken');
      return new FakeTerminal();
    });
    await expect(registry.open(granted, size)).rejects.toThrow('broken');
    expect(registry.count).toBe(0);
    isBroken = false;
    await registry.open(granted, size);
    expect(registry.count).toBe(1);
  });

  test('lets go of every shell when it ends, also of one that is just being opened', async () => {
    const registry = newRegistry();
    const [early, late] = [new FakeTerminal(), new FakeTerminal()];
    await registry.open(grant(async () => early).granted, size);
    const opening = registry.open(grant(async () => late).granted, size);
    registry[Symbol.dispose]();
    await opening;
    expect([early.detached, late.detached]).toEqual([true, true]);
    expect(registry.count).toBe(0);
  });
});
