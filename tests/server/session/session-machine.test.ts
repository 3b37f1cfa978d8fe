import { describe, expect, test, vi } from 'vitest';
import { limitsOf } from '../../../server/session/lab-shelf.ts';
import { bootFailed, engineDown } from '../../support/memory-sandbox.ts';
import { machineOf, sandboxOf, taskOf } from '../../support/session-facts.ts';
import { testLab } from '../../support/test-lab.ts';
import { IDLE_MS, MAX_AGE_MS, openPage, settled, Workbench } from '../../support/workbench.ts';

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
    expect(machineOf(session)).toEqual({
      state: 'starting',
      stage: 'docker',
      since: bench.clock.now(),
      stageSince: bench.clock.now(),
    });
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

  test('keeps the place of a learner who looks at a page, however long it takes', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    const first = await bench.learner('ann');
    using _ = openPage(first);
    const waiting = await bench.sessions.start('bob', 'containers');
    using page = openPage(waiting);
    bench.clock.advance(60 * 60_000);
    expect(machineOf(waiting)).toMatchObject({ state: 'starting', stage: 'queued', place: 1 });
    await first.end();
    await settled(waiting, ({ machine }) => machine.state === 'ready');
    expect(page.events.length).toBeGreaterThan(1);
  });

  test('gives the place of a learner away whose page has been closed for a while, and says so', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    await bench.learner('ann');
    const gone = await bench.sessions.start('bob', 'containers');
    const next = await bench.sessions.start('eve', 'containers');
    const page = openPage(gone);
    using _ = openPage(next);
    bench.clock.advance(10 * 60_000);
    page[Symbol.dispose]();
    bench.clock.advance(5 * 60_000 - 1);
    expect(machineOf(gone)).toMatchObject({ state: 'starting', place: 1 });
    bench.clock.advance(1);
    await settled(gone, ({ machine }) => machine.state === 'ended');
    expect(machineOf(gone)).toEqual({ state: 'ended', reason: 'not-waiting' });
    expect(machineOf(next)).toMatchObject({ state: 'starting', place: 1 });
  });

  test('gives a fresh machine to one who had one before those who wait', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    const first = await bench.learner('ann');
    const waiting = await bench.sessions.start('bob', 'containers');
    await settled(waiting, ({ machine }) => machine.state === 'starting' && machine.place === 1);
    await first.freshMachine();
    await settled(first, ({ machine }) => machine.state === 'ready');
    expect(machineOf(waiting)).toMatchObject({ state: 'starting', place: 1 });
  });

  test('lets a learner leave the queue', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    await bench.learner('ann');
    const waiting = await bench.sessions.start('bob', 'containers');
    await settled(waiting, ({ machine }) => machine.state === 'starting' && machine.place === 1);
    await waiting.end();
    expect(machineOf(waiting)).toEqual({ state: 'ended', reason: 'left-queue' });
    expect(bench.pool.standing.waiting).toBe(0);
  });

  test('tells when a place is expected: when the machine of one who is away would end, and its boot', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    const first = await bench.learner('ann');
    const waiting = await bench.sessions.start('bob', 'containers');
    const at = bench.clock.now();
    const view = await settled(waiting, ({ machine }) => machine.state === 'starting' && machine.place === 1);
    expect(view.machine).toMatchObject({ why: 'full', estimate: { from: at, to: at + IDLE_MS } });
    using _ = openPage(first);
    using page = openPage(waiting);
    bench.clock.advance(10_000);
    expect(machineOf(waiting)).not.toHaveProperty('estimate');
    expect(page.events.at(-1)).toMatchObject({ session: { machine: { place: 1, why: 'full' } } });
  });

  test('keeps the order of the queue over a restart', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    await bench.learner('ann');
    for (const id of ['zoe', 'bob']) {
      await bench.sessions.start(id, 'containers');
      bench.clock.advance(1000);
    }
    await bench.crash();
    await bench.start();
    const [zoe, bob] = await Promise.all(['zoe', 'bob'].map((id) => bench.sessions.find(id, 'containers')));
    if (zoe === undefined || bob === undefined) throw new Error('a session is gone');
    await settled(bob, ({ machine }) => machine.state === 'starting' && machine.place === 2);
    expect(machineOf(zoe)).toMatchObject({ place: 1 });
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
    await vi.waitFor(() => {
      bench.clock.advance(1000);
      expect(machineOf(session)).toEqual({ state: 'failed', problem: 'sandbox/engine-unreachable' });
    });
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
    expect(taskOf(session, 'one')?.passed).toBe(true);
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

  test('is one, however many are asked for at once', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await Promise.all([session.freshMachine(), session.freshMachine(), session.freshMachine()]);
    await settled(session, ({ machine }) => machine.state === 'ready');
    await vi.waitFor(() => expect(bench.driver.made).toHaveLength(1));
    await session.end();
    await vi.waitFor(() => expect(bench.driver.made).toEqual([]));
  });

  test('stays ended when the end comes while a fresh one is being asked for', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    bench.driver.held = true;
    await Promise.all([session.freshMachine(), session.end()]);
    expect(machineOf(session)).toEqual({ state: 'ended', reason: 'by-learner' });
    bench.driver.bootNext();
    await vi.waitFor(() => expect(bench.driver.made).toEqual([]));
    expect(machineOf(session)).toEqual({ state: 'ended', reason: 'by-learner' });
  });

  test('is one after a restart, too, where a crash has left two', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const { id } = await bench.driver.create({ limits: limitsOf(testLab.lab), signal: new AbortController().signal });
    const first = await bench.store.selectFrom('sandboxes').selectAll().executeTakeFirstOrThrow();
    await bench.store
      .insertInto('sandboxes')
      .values({ ...first, id })
      .execute();
    await bench.crash();
    await bench.start();
    await vi.waitFor(() => expect(bench.driver.made).toHaveLength(1));
    expect(machineOf(await bench.sessions.get(session.id, 'ann'))).toMatchObject({ state: 'ready' });
  });
});
