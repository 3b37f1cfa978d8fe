import { describe, expect, test, vi } from 'vitest';
import { machineOf } from '../../support/session-facts.ts';
import { IDLE_MS, MAX_AGE_MS, openPage, settled, Workbench } from '../../support/workbench.ts';

describe('Session expiry', () => {
  test('ends as idle without input or open page', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    bench.clock.advance(IDLE_MS - 1);
    expect(machineOf(session).state).toBe('ready');
    bench.clock.advance(1);
    await settled(session, ({ machine }) => machine.state === 'ended');
    expect(machineOf(session)).toEqual({ state: 'ended', reason: 'idle' });
    await vi.waitFor(() => expect(bench.driver.made).toEqual([]));
  });

  test('is put off by input', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    bench.clock.advance(IDLE_MS - 1);
    const terminal = session.grant('host');
    if (typeof terminal === 'string') throw new Error(terminal);
    terminal.noteInput();
    bench.clock.advance(IDLE_MS - 1);
    expect(machineOf(session).state).toBe('ready');
    bench.clock.advance(1);
    await settled(session, ({ machine }) => machine.state === 'ended');
  });

  test('does not come as idle while a page is open, but as old', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    using _ = openPage(session);
    const expiresAt = bench.clock.now() + MAX_AGE_MS;
    expect(machineOf(session)).toEqual({ state: 'ready', expiresAt, idleEndsAt: expiresAt });
    bench.clock.advance(MAX_AGE_MS);
    await settled(session, ({ machine }) => machine.state === 'ended');
    expect(machineOf(session)).toEqual({ state: 'ended', reason: 'old' });
  });

  test('begins anew when the last page closes', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    {
      using _ = openPage(session);
      bench.clock.advance(2 * IDLE_MS);
    }
    expect(machineOf(session)).toMatchObject({ idleEndsAt: bench.clock.now() + IDLE_MS });
    bench.clock.advance(IDLE_MS);
    await settled(session, ({ machine }) => machine.state === 'ended');
  });

  test('is moved away by extending', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    using _ = openPage(session);
    bench.clock.advance(MAX_AGE_MS - 1);
    await session.extend();
    bench.clock.advance(MAX_AGE_MS - 1);
    expect(machineOf(session).state).toBe('ready');
  });

  test('leaves no timer when the machine is gone', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.end();
    await vi.waitFor(() => expect(bench.clock.pendingTimers).toBe(0));
  });
});
