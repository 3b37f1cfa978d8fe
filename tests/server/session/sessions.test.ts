import { describe, expect, type MockInstance, test, vi } from 'vitest';
import { openPage, settled, Workbench } from '../../support/workbench.ts';

const LAB = 'containers';

describe('Sessions', () => {
  test('belong to one learner', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner('ann');
    expect(await bench.sessions.get(session.id, 'ann')).toBe(session);
    await expect(bench.sessions.get(session.id, 'bob')).rejects.toMatchObject({ code: 'not-your-session' });
    await expect(bench.sessions.get('nobody', 'ann')).rejects.toMatchObject({ code: 'no-such-session' });
    expect(await bench.sessions.find('bob', LAB)).toBeUndefined();
    expect(await bench.sessions.find('ann', LAB)).toBe(session);
  });

  test('decide who may use a terminal', async () => {
    await using bench = await Workbench.open();
    const { id: sessionId } = await bench.learner('ann');
    const ask = (learnerId: string, name: string) => bench.sessions.terminal({ sessionId, learnerId, name });
    expect(await ask('ann', 'host')).toMatchObject({ granted: { name: 'host' } });
    expect(await ask('ann', 'host-7')).toEqual({ problem: 'no-such-terminal' });
    expect(await ask('bob', 'host')).toEqual({ problem: 'not-your-session' });
    expect(await bench.sessions.terminal({ sessionId: 'none', learnerId: 'ann', name: 'host' })).toEqual({
      problem: 'no-such-session',
    });
  });

  test('are refused for a lab that nobody knows', async () => {
    await using bench = await Workbench.open();
    await expect(bench.sessions.start('ann', 'nothing')).rejects.toMatchObject({ code: 'no-such-lab' });
  });

  test('in which nothing happens are let go of, and read again when they are asked for', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner('ann');
    await session.end();
    bench.clock.advance(10 * 60_000);
    await bench.sessions.releaseDormant();
    const again = await bench.sessions.get(session.id, 'ann');
    expect(again).not.toBe(session);
    expect(again.view).toEqual({ ...session.view, now: expect.any(Number) });
  });
});

describe('Letting go of sessions', () => {
  test('goes on past one that cannot be read', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner('ann');
    await session.end();
    bench.clock.advance(10 * 60_000);
    await bench.sessions.releaseDormant();
    const select = bench.store.selectFrom.bind(bench.store) as (table: string) => never;
    const reading = Promise.withResolvers<never>();
    const steps = { selectAll: () => ({ where: () => ({ execute: () => reading.promise }) }) };
    const selects = vi.spyOn(bench.store, 'selectFrom') as MockInstance<(table: string) => unknown>;
    selects.mockImplementation((table) => (table === 'steps' ? steps : select(table)));

    const asked = bench.sessions.get(session.id, 'ann');
    await vi.waitFor(() => expect(selects).toHaveBeenCalledWith('steps'));
    const released = bench.sessions.releaseDormant();
    reading.reject(new Error('the disk is gone'));
    await expect(asked).rejects.toThrow('the disk is gone');
    await released;
  });
});

describe('A server that was killed', () => {
  test('gives each session its machine, terminals, step, progress and baseline back', async () => {
    await using bench = await Workbench.open();
    const before = await bench.learner('ann');
    await before.openStep('one');
    bench.driver.made[0]?.run(1);
    await before.checkNow('one');
    await before.openStep('laid');
    await before.openTerminal('client');
    await before.checkNow('laid');
    const expected = before.view;

    await bench.crash();
    await bench.start();

    const after = await bench.sessions.get(before.id, 'ann');
    expect(after.view).toEqual({ ...expected, now: expect.any(Number) });
    expect(bench.driver.made).toHaveLength(1);
    bench.driver.made[0]?.run(2);
    expect(await after.checkNow('laid')).toMatchObject({ status: 'passed' });
    expect(bench.driver.made[0]?.setups).toEqual(['lay the fault']);
  });

  test('goes on to get machines for those who waited', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const before = await bench.sessions.start('ann', LAB);
    await bench.crash();
    bench.driver.held = false;
    await bench.start();
    const after = await bench.sessions.get(before.id, 'ann');
    await settled(after, ({ machine }) => machine.state === 'ready');
  });

  test('says which machines were lost meanwhile', async () => {
    await using bench = await Workbench.open();
    const before = await bench.learner('ann');
    await bench.crash();
    bench.driver.made[0]?.die();
    await vi.waitFor(() => expect(bench.driver.made).toEqual([]));
    await bench.start();
    const after = await bench.sessions.get(before.id, 'ann');
    expect(after.view.machine).toEqual({ state: 'ended', reason: 'lost' });
  });

  test('takes its spares back, and removes what nobody owns', async () => {
    await using bench = await Workbench.open({ spares: 2 });
    await vi.waitFor(() => expect(bench.pool.standing.spares).toBe(2));
    const spares = new Set(bench.driver.made);
    await bench.crash();
    const stray = await bench.driver.create({
      limits: { memoryMib: 1, diskMib: 1, cpus: 1, pids: 1 },
      signal: new AbortController().signal,
    });
    await bench.start();
    expect(bench.pool.standing.spares).toBe(2);
    await stray.gone;
    expect(new Set(bench.driver.made)).toEqual(spares);
  });

  test('removes machines whose sessions had ended, rather than give them to somebody else', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner('ann');
    const [sandbox] = bench.driver.made;
    if (sandbox === undefined) throw new Error('there is no machine');
    sandbox.failures.dispose = new Error('the engine cannot remove it');
    await session.end();
    await bench.crash();
    sandbox.failures = {};
    await bench.start();
    await sandbox.gone;
    expect((await bench.sessions.get(session.id, 'ann')).view.machine).toEqual({ state: 'ended', reason: 'by-learner' });
  });

  test('numbers events above those of the one before', async () => {
    await using bench = await Workbench.open();
    const before = await bench.learner('ann');
    const ids: number[] = [];
    {
      using page = openPage(before);
      ids.push(...page.ids);
    }
    await bench.crash();
    bench.clock.advance(1000);
    await bench.start();
    using page = openPage(await bench.sessions.get(before.id, 'ann'), { lastEventId: ids.at(-1) ?? 0 });
    expect(page.events).toHaveLength(1);
    expect(page.ids[0]).toBeGreaterThan(ids.at(-1) ?? 0);
  });
});
