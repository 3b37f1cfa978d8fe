import { describe, expect, test, vi } from 'vitest';
import type { Sandbox } from '../../../sandbox/driver.ts';
import { SandboxError } from '../../../sandbox/errors.ts';
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
    const stageSince = bench.clock.now();
    const queued = { stage: 'queued', why: 'busy', stageSince };
    expect(takes.map(({ progress }) => progress.at(-1))).toEqual([
      { stage: 'machine', stageSince },
      { stage: 'machine', stageSince },
      { ...queued, place: 1 },
      { ...queued, place: 2 },
      { ...queued, place: 3 },
    ]);
    bench.driver.bootNext();
    await takes[0]?.sandbox;
    await vi.waitFor(() => expect(bench.driver.booting).toBe(2));
    for (const { sandbox } of takes) sandbox.catch(() => undefined);
  });

  test('tells what starts take once it has measured one', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const first = take(bench);
    bench.clock.advance(300);
    bench.driver.stageNext('docker');
    bench.clock.advance(500);
    bench.driver.bootNext();
    await first.sandbox;
    const begun = bench.clock.now();
    const second = take(bench);
    expect(second.progress).toEqual([
      {
        stage: 'machine',
        stageSince: begun,
        estimate: { from: begun + 800, to: begun + 800 },
        usualMs: { machine: 300, network: 0, docker: 500, ready: 0 },
      },
    ]);
    bench.driver.bootNext();
    await second.sandbox;
  });

  test('tells a full queue when those who are away lose their machines, and anew when one has come back', async () => {
    await using bench = await Workbench.open({ maxSandboxes: 1 });
    const lent = await take(bench).sandbox;
    const outlook = { endsAt: bench.clock.now() + 60_000, isAway: true };
    bench.pool.lend(lent, () => outlook);
    const { sandbox, progress } = take(bench);
    const now = bench.clock.now();
    const queued = { stage: 'queued', place: 1, why: 'full', stageSince: now };
    expect(progress).toEqual([{ ...queued, estimate: { from: now, to: now + 60_000 } }]);
    outlook.isAway = false;
    bench.clock.advance(10_000);
    expect(progress.at(-1)).toEqual(queued);
    bench.pool.release(lent);
    await sandbox;
    expect(bench.clock.pendingTimers).toBe(0);
  });

  test('keeps those who wait in the queue while the engine has nothing left to make a machine of', async () => {
    await using bench = await Workbench.open();
    const first = await take(bench).sandbox;
    bench.driver.down = new SandboxError('sandbox/out-of-capacity', 'no memory');
    const { sandbox, progress } = take(bench);
    await vi.waitFor(() => expect(progress.at(-1)).toMatchObject({ stage: 'queued', place: 1, why: 'full' }));
    expect(progress.at(-1)).not.toHaveProperty('estimate');
    const { attempts } = bench.driver;
    bench.driver.down = undefined;
    expect(bench.driver.attempts).toBe(attempts);
    bench.pool.release(first);
    await sandbox;
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
