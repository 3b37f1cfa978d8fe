import { describe, expect, test, vi } from 'vitest';
import type { Session } from '../../../server/session/session.ts';
import { sandboxOf } from '../../support/session-facts.ts';
import { Workbench } from '../../support/workbench.ts';

describe('Session terminals', () => {
  test('begin with one on each machine, and are at most six', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const names = [];
    for (const machine of ['host', 'client', 'host', 'host'] as const) names.push(await session.openTerminal(machine));
    expect(names).toEqual(['host-2', 'client-2', 'host-3', 'host-4']);
    await expect(session.openTerminal('host')).rejects.toMatchObject({ code: 'too-many-terminals' });
    expect(session.view.terminals.map(({ name }) => name)).toEqual(['host', 'client', ...names]);
  });

  test('are granted to the session as long as they are open', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const name = await session.openTerminal('host');
    const terminal = session.grant(name);
    if (typeof terminal === 'string') throw new Error(terminal);
    expect(session.grant(name)).toBe(terminal);
    expect(terminal).toMatchObject({ name, machine: 'host', sandbox: sandboxOf(bench) });

    await sandboxOf(bench).openTerminal({ id: name, machine: 'host', size: { cols: 80, rows: 24 } });
    await session.closeTerminal(name);
    expect(terminal.closed.reason).toBe('terminal-closed');
    expect(sandboxOf(bench).shells.has(name)).toBe(false);
    expect(session.grant(name)).toBe('no-such-terminal');
  });

  test.each([
    ['session-ended', (session: Session) => session.end()],
    ['machine-gone', (session: Session) => session.freshMachine()],
  ])('close as %s', async (reason, act) => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const terminal = session.grant('host');
    if (typeof terminal === 'string') throw new Error(terminal);
    await act(session);
    expect(terminal.closed.reason).toBe(reason);
  });

  test('are refused before and after the machine', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const session = await bench.sessions.start('ann', 'containers');
    expect(session.grant('host')).toBe('session-not-ready');
    await session.end();
    expect(session.grant('host')).toBe('session-ended');
  });

  test('are the first two again on a fresh machine', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openTerminal('host');
    await session.freshMachine();
    expect(session.view.terminals.map(({ name }) => name)).toEqual(['host', 'client']);
  });

  test('are off the list as soon as they are closed, before their shells have ended', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const listing = Promise.withResolvers<string[]>();
    vi.spyOn(sandboxOf(bench), 'terminals').mockReturnValueOnce(listing.promise);
    const closing = session.closeTerminal('host');
    expect(session.grant('host')).toBe('no-such-terminal');
    await expect(session.closeTerminal('client')).rejects.toMatchObject({ code: 'bad-request' });
    expect(await session.openTerminal('host')).toBe('host-2');
    listing.resolve([]);
    await closing;
    expect(session.view.terminals.map(({ name }) => name)).toEqual(['client', 'host-2']);
  });

  test('are granted once until the machine is gone, also while another is asked for', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const terminal = session.grant('host');
    if (typeof terminal === 'string') throw new Error(terminal);
    const renewing = session.freshMachine();
    expect(session.grant('host')).toBe(terminal);
    await renewing;
    expect(terminal.closed.reason).toBe('machine-gone');
  });
});
