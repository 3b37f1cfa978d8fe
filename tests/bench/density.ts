import { setTimeout as delay } from 'node:timers/promises';
import { Learner } from '../support/learner.ts';
import { openHome } from '../support/live-server.ts';
import { poolStands } from '../support/pool-standing.ts';
import type { Measure } from './bench-report.ts';
import { type Usage, usageOf } from './engine-usage.ts';

const LAB = 'docker-network';
const SESSIONS = 20;
/** Starts leave work behind them: containers' first moments, the server's garbage. */
const SETTLING_MS = 20_000;
const WATCHED_MS = 60_000;
/** Starts at once: more would only wait for each other on two cores. */
const STARTED_AT_ONCE = 4;

/**
 * 20 sessions with an open page each, the observer looking on, and two shells each with a socket attached. Nobody types.
 * The engine, the observer's container and the server are counted in; what they take without a session is not a session's.
 */
export const measure: Measure = async ({ progress, signal }) => {
  await using home = openHome();
  await using server = await home.start({ VETHLAB_POOL_SIZE: '0' });
  await using opened = new AsyncDisposableStack();
  // The first machine brings the observer's container up, which is there once and for all.
  await (await openSession(server.url, opened)).end();
  await poolStands(server.url, ({ alive }) => alive === 0);
  await delay(SETTLING_MS, undefined, { signal });
  const before = await usageOf(home.home, server.pid);

  progress(`start ${SESSIONS} sessions`);
  for (let started = 0; started < SESSIONS; started += STARTED_AT_ONCE) {
    signal.throwIfAborted();
    await Promise.all(Array.from({ length: STARTED_AT_ONCE }, () => openSession(server.url, opened)));
    progress(`${started + STARTED_AT_ONCE} of ${SESSIONS}`);
  }
  await delay(SETTLING_MS, undefined, { signal });

  progress(`watch them for ${WATCHED_MS / 1000} s`);
  const startedAt = performance.now();
  const with20 = await usageOf(home.home, server.pid);
  await delay(WATCHED_MS, undefined, { signal });
  const after = await usageOf(home.home, server.pid);
  const watchedMs = performance.now() - startedAt;
  const engineCpuPercent = percentOfCore(after.engineCpuUs - with20.engineCpuUs, watchedMs);
  const serverCpuPercent = percentOfCore(after.serverCpuUs - with20.serverCpuUs, watchedMs);
  return {
    values: {
      'memory-per-session-mib': mibPerSession(before, after),
      'idle-cpu-percent-per-20': engineCpuPercent + serverCpuPercent,
    },
    detail: { sessions: SESSIONS, engineCpuPercent, serverCpuPercent, before, after },
  };
};

async function openSession(url: string, opened: AsyncDisposableStack): Promise<Learner> {
  const learner = opened.use(new Learner(url));
  await learner.start(LAB);
  await learner.follow(() => {});
  for (const { name } of learner.session.terminals) await learner.attachTerminal(name);
  return learner;
}

function percentOfCore(microseconds: number, elapsedMs: number): number {
  return microseconds / elapsedMs / 10;
}

function mibPerSession(before: Usage, after: Usage): number {
  const total = ({ processMib, rootMib, kernelMib }: Usage) => processMib + rootMib + kernelMib;
  return (total(after) - total(before)) / SESSIONS;
}
