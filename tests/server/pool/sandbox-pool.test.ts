import { describe, expect, test, vi } from 'vitest';
import type { Sandbox } from '../../../sandbox/driver.ts';
import type { TakeProgress } from '../../../server/pool/sandbox-source.ts';
import { limitsOf } from '../../../server/session/lab-shelf.ts';
import { engineDown } from '../../support/memory-sandbox.ts';
import { testLab } from '../../support/test-lab.ts';
import { Workbench } from '../../support/workbench.ts';

const limits = limitsOf(testLab.lab);

function take(bench: Workbench, { signal = new AbortController().signal, wanted = limits } = {}) {
  const progress: TakeProgress[] = [];
  const sandbox: Promise<Sandbox> = bench.pool.take({ limits: wanted, signal, onProgress: (step) => progress.push(step) });
  return { sandbox, progress };
}

/** Ten times a boot asks the engine again; `timers` says how many wait besides, its own included. */
async function waitOutPatience(bench: Workbench, timers: number): Promise<void> {
  for (let seconds = 0; seconds < 10; seconds += 1) {
    await vi.waitFor(() => expect(bench.clock.pendingTimers).toBe(timers));
    bench.clock.advance(1000);
  }
}

describe('SandboxPool', () => {
  test('keeps spares ready, with their first shells, and refills once the learner who took one has had a moment', async () => {
    await using bench = await Workbench.open({ spares: 2 });
    await vi.waitFor(() => expect(bench.pool.standing.spares).toBe(2));
    expect(bench.driver.made.map(({ shells }) => [...shells.keys()])).toEqual([
      ['host', 'client'],
      ['host', 'client'],
    ]);
    const oldest = bench.driver.made[0];
    expect(await take(bench).sandbox).toBe(oldest);
    expect(bench.pool.standing).toEqual({ spares: 1, booting: 0, waiting: 0, alive: 2 });
    bench.clock.advance(2000);
    await vi.waitFor(() => expect(bench.pool.standing).toEqual({ spares: 2, booting: 0, waiting: 0, alive: 3 }));
  });

  test('boots two at once', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const takes = Array.from({ length: 5 }, () => take(bench));
    expect(bench.driver.booting).toBe(2);
    expect(takes.map(({ progress }) => progress.at(-1))).toEqual([
      { stage: 'machine' },
      { stage: 'machine' },
      { stage: 'queued', place: 1 },
      { stage: 'queued', place: 2 },
      { stage: 'queued', place: 3 },
    ]);
    bench.driver.bootNext();
    await takes[0]?.sandbox;
    await vi.waitFor(() => expect(bench.driver.booting).toBe(2));
    for (const { sandbox } of takes) sandbox.catch(() => undefined);
  });

  test('gives a machine to those who wait before it keeps spares', async () => {
    await using bench = await Workbench.open({ spares: 1, maxSandboxes: 1 });
    await vi.waitFor(() => expect(bench.pool.standing.spares).toBe(1));
    const first = await take(bench).sandbox;
    const second = take(bench);
    bench.pool.release(first);
    await second.sandbox;
    expect(bench.pool.standing).toEqual({ spares: 0, booting: 0, waiting: 0, alive: 1 });
  });

  test('ends a spare when somebody waits for a machine of another kind and there is no room', async () => {
    await using bench = await Workbench.open({ spares: 1, maxSandboxes: 1 });
    await vi.waitFor(() => expect(bench.pool.standing.spares).toBe(1));
    const [spare] = bench.driver.made;
    const taken = await take(bench, { wanted: { ...limits, memoryMib: 512 } }).sandbox;
    expect(taken).not.toBe(spare);
    await spare?.gone;
    expect(bench.pool.standing.alive).toBe(1);
  });

  test('replaces a spare that dies', async () => {
    await using bench = await Workbench.open({ spares: 1 });
    await vi.waitFor(() => expect(bench.pool.standing.spares).toBe(1));
    const [spare] = bench.driver.made;
    spare?.die();
    await vi.waitFor(() => expect(bench.driver.made[0]).not.toBe(spare));
    await vi.waitFor(() => expect(bench.pool.standing.spares).toBe(1));
  });

  test('forgets a request that is withdrawn', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const stop = new AbortController();
    const { sandbox } = take(bench, { signal: stop.signal });
    stop.abort(new Error('not wanted'));
    await expect(sandbox).rejects.toThrow('not wanted');
    bench.driver.bootNext();
    await vi.waitFor(() => expect(bench.pool.standing).toEqual({ spares: 0, booting: 0, waiting: 0, alive: 0 }));
  });

  test('waits for an engine that is away, and boots when it is back', async () => {
    await using bench = await Workbench.open();
    bench.driver.down = engineDown();
    const { sandbox } = take(bench);
    await vi.waitFor(() => expect(bench.clock.pendingTimers).toBe(2));
    bench.driver.down = undefined;
    bench.clock.advance(1000);
    await sandbox;
    expect(bench.driver.attempts).toBe(2);
  });

  test('turns those who wait away when the engine stays away', async () => {
    await using bench = await Workbench.open();
    bench.driver.down = engineDown();
    const refused = take(bench).sandbox.catch((error: unknown) => error);
    await waitOutPatience(bench, 2);
    expect(await refused).toMatchObject({ code: 'sandbox/engine-unreachable' });
  });

  test('asks an engine that stays away ever more rarely, and refills when it is back', async () => {
    await using bench = new Workbench({ spares: 1 });
    bench.driver.down = engineDown();
    await bench.start();
    for (const pauseMs of [1000, 2000]) {
      await waitOutPatience(bench, 1);
      await vi.waitFor(() => expect(bench.pool.standing.booting).toBe(0));
      bench.clock.advance(pauseMs - 1);
      expect(bench.pool.standing.booting).toBe(0);
      bench.clock.advance(1);
      expect(bench.pool.standing.booting).toBe(1);
    }
    bench.driver.down = undefined;
    await vi.waitFor(() => expect(bench.clock.pendingTimers).toBe(1));
    bench.clock.advance(1000);
    await vi.waitFor(() => expect(bench.pool.standing.spares).toBe(1));
    expect(bench.clock.pendingTimers).toBe(0);
  });

  test('keeps trying to remove a machine that the engine cannot remove', async () => {
    await using bench = await Workbench.open();
    const sandbox = await take(bench).sandbox;
    const [made] = bench.driver.made;
    if (made === undefined) throw new Error('there is no machine');
    made.failures.dispose = engineDown();
    bench.pool.release(sandbox);
    await vi.waitFor(() => expect(bench.clock.pendingTimers).toBe(1));
    made.failures = {};
    bench.clock.advance(5000);
    await sandbox.gone;
  });

  test('stops at once, and tells those who wait', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const waiting = [take(bench), take(bench), take(bench)].map(({ sandbox }) => sandbox.catch((error: unknown) => error));
    await bench.pool[Symbol.asyncDispose]();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ code: 'server-stopping' });
    expect(bench.driver.booting).toBe(0);
  });
});
