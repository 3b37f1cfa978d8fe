import { describe, expect, test, vi } from 'vitest';
import type { SessionView, Task } from '../../../server/protocol/session-view.ts';
import type { Session } from '../../../server/session/session.ts';
import { bootFailed, engineDown, type MemorySandbox } from '../../support/memory-sandbox.ts';
import { IDLE_MS, MAX_AGE_MS, openPage, settled, Workbench } from '../../support/workbench.ts';

function machineOf(session: Session): SessionView['machine'] {
  return session.view.machine;
}

function task(session: Session, step: string, name: Task = 'check') {
  return session.view.steps.find(({ id }) => id === step)?.tasks.find((candidate) => candidate.task === name);
}

function sandboxOf(bench: Workbench): MemorySandbox {
  const sandbox = bench.driver.made[0];
  if (sandbox === undefined) throw new Error('there is no machine');
  return sandbox;
}

describe('Session machine', () => {
  test('starts once, however often it is asked for', async () => {
    await using bench = await Workbench.open();
    const [session, again] = await Promise.all([bench.learner(), bench.learner()]);
    expect(again).toBe(session);
    expect(machineOf(session)).toEqual({
      state: 'ready',
      expiresAt: bench.clock.now() + MAX_AGE_MS,
      idleEndsAt: bench.clock.now() + IDLE_MS,
    });
    expect(bench.driver.attempts).toBe(1);
  });

  test('tells how far its machine is', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const session = await bench.sessions.start('ann', 'containers');
    await settled(session, ({ machine }) => machine.state === 'starting' && machine.stage === 'machine');
    bench.driver.stageNext('docker');
    expect(machineOf(session)).toEqual({ state: 'starting', stage: 'docker', since: bench.clock.now() });
  });

  test('tells a learner who has to wait their place in the queue', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    const first = await bench.learner('ann');
    const second = await bench.sessions.start('bob', 'containers');
    const third = await bench.sessions.start('eve', 'containers');
    await settled(third, ({ machine }) => machine.state === 'starting' && machine.place === 2);
    expect(machineOf(second)).toMatchObject({ stage: 'queued', place: 1 });

    await first.end();
    await settled(second, ({ machine }) => machine.state === 'ready');
    expect(machineOf(third)).toMatchObject({ stage: 'queued', place: 1 });
  });

  test('says that there is no room to one who has waited too long', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    await bench.learner('ann');
    const waiting = await bench.sessions.start('bob', 'containers');
    bench.clock.advance(10 * 60_000);
    await settled(waiting, ({ machine }) => machine.state === 'failed');
    expect(machineOf(waiting)).toEqual({ state: 'failed', problem: 'sandbox/out-of-capacity' });
  });

  test('is tried once more when it does not come up', async () => {
    await using bench = await Workbench.open();
    bench.driver.failures.push(bootFailed());
    await bench.learner();
    expect(bench.driver.attempts).toBe(2);
  });

  test('fails with a reason after the second try, and can be asked for again', async () => {
    await using bench = await Workbench.open();
    bench.driver.failures.push(bootFailed(), bootFailed());
    const session = await bench.sessions.start('ann', 'containers');
    await settled(session, ({ machine }) => machine.state === 'failed');
    expect(machineOf(session)).toEqual({ state: 'failed', problem: 'sandbox/boot-failed' });
    await session.freshMachine();
    await settled(session, ({ machine }) => machine.state === 'ready');
  });

  test('says so when the engine is down, and works again when it is back', async () => {
    await using bench = await Workbench.open();
    bench.driver.down = engineDown();
    const session = await bench.sessions.start('ann', 'containers');
    await settled(session, ({ machine }) => machine.state === 'failed');
    expect(machineOf(session)).toEqual({ state: 'failed', problem: 'sandbox/engine-unreachable' });
    bench.driver.down = undefined;
    await session.start();
    await settled(session, ({ machine }) => machine.state === 'ready');
  });

  test('is lost when it ends by itself; progress stays', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openStep('one');
    sandboxOf(bench).run(1);
    await session.checkNow('one');
    sandboxOf(bench).die();
    await settled(session, ({ machine }) => machine.state === 'ended');
    expect(machineOf(session)).toEqual({ state: 'ended', reason: 'lost' });
    expect(task(session, 'one')?.passed).toBe(true);
  });

  test('is removed when the learner ends the session while it comes up', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const session = await bench.sessions.start('ann', 'containers');
    await vi.waitFor(() => expect(bench.driver.booting).toBe(1));
    await session.end();
    expect(machineOf(session)).toEqual({ state: 'ended', reason: 'by-learner' });
    bench.driver.bootNext();
    await vi.waitFor(() => expect(bench.driver.made).toEqual([]));
  });

  test('is another one after "fresh machine", at the same step', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openStep('laid');
    const before = sandboxOf(bench);
    await session.freshMachine();
    await settled(session, ({ machine }) => machine.state === 'ready');
    await vi.waitFor(() => expect(bench.driver.made).toHaveLength(1));
    expect(sandboxOf(bench)).not.toBe(before);
    expect(session.view.step).toBe('laid');
    await vi.waitFor(() => expect(sandboxOf(bench).setups).toEqual(['lay the fault']));
  });
});

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

describe('Session steps', () => {
  test('lay their setup once on each machine', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await Promise.all([session.openStep('laid'), session.openStep('laid')]);
    await session.openStep('one');
    await session.openStep('laid');
    expect(sandboxOf(bench).setups).toEqual(['lay the fault']);
  });

  test('lay their setup again when they are reset', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openStep('laid');
    await session.resetStep('laid');
    expect(sandboxOf(bench).setups).toEqual(['lay the fault', 'lay the fault']);
  });

  test('are judged against the machine as they found it', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    sandboxOf(bench).run(2);
    await session.openStep('laid');
    expect(await session.checkNow('laid')).toMatchObject({ status: 'failed', reason: 'too-few' });
    sandboxOf(bench).run(3);
    expect(await session.checkNow('laid')).toMatchObject({ status: 'passed' });
  });

  test('say that their setup failed, and can be opened again', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    sandboxOf(bench).exitCode = 3;
    await expect(session.openStep('laid')).rejects.toMatchObject({ code: 'setup-failed' });
    expect(task(session, 'laid')).toEqual({ task: 'check', passed: false, problem: 'setup-failed' });
    sandboxOf(bench).exitCode = 0;
    await session.openStep('laid');
    await session.checkNow('laid');
    expect(task(session, 'laid')?.problem).toBeUndefined();
  });

  test('can be opened without a machine, and are laid on the next one', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const session = await bench.sessions.start('ann', 'containers');
    await session.openStep('laid');
    expect(session.view).toMatchObject({ step: 'laid', machine: { state: 'starting' } });
    bench.driver.bootNext();
    await settled(session, ({ machine }) => machine.state === 'ready');
    await vi.waitFor(() => expect(sandboxOf(bench).setups).toEqual(['lay the fault']));
  });

  test('that nobody knows are refused', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await expect(session.openStep('nowhere')).rejects.toMatchObject({ code: 'no-such-step' });
    await expect(session.checkNow('nowhere')).rejects.toMatchObject({ code: 'no-such-step' });
  });
});

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
});
