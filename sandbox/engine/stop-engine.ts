import { existsSync } from 'node:fs';
import { type EngineHome, engineHome } from './engine-home.ts';
import { containerdPid, dockerdPid, signalProcess, until } from './engine-processes.ts';
import { withFileLock } from './file-lock.ts';
import { killRemains } from './kill-remains.ts';
import { mapLimited } from './map-limited.ts';
import { runningEngine } from './start-engine.ts';

/** dockerd waits for its containers at most 5 s, and they are gone by then. */
const STOP_TIMEOUT_MS = 10_000;
/** Longer than another process's start may take. */
const LOCK_WAIT_MS = 60_000;
/** Removing is bound by the processor. */
const REMOVALS_AT_ONCE = 4;

/** What `stopEngine` found to do. */
export interface StopReport {
  readonly wasRunning: boolean;
  /** Containers removed, the observer's included. */
  readonly containers: number;
}

/** Ends the private engine of this home and every sandbox in it. Leaves files, and nothing that runs. Idempotent. */
export async function stopEngine(home: string): Promise<StopReport> {
  const engine = engineHome(home);
  if (!existsSync(home)) return { wasRunning: false, containers: 0 };
  return withFileLock(engine.startLock, LOCK_WAIT_MS, async () => {
    const containers = await removeContainers(home);
    const wasRunning = dockerdPid(engine) !== undefined || containerdPid(engine) !== undefined;
    await endDaemons(engine);
    await killRemains(engine);
    return { wasRunning, containers };
  });
}

async function removeContainers(home: string): Promise<number> {
  const running = await runningEngine(home);
  if (running === undefined) return 0;
  const containers = await running.docker.listContainers({ all: true });
  await mapLimited(containers, REMOVALS_AT_ONCE, async ({ Id }) => {
    // One that a dying sandbox removes at the same time answers 404 or 409; what is left is killed below.
    await running.docker
      .getContainer(Id)
      .remove({ force: true, v: true })
      .catch(() => undefined);
  });
  return containers.length;
}

async function endDaemons(engine: EngineHome): Promise<void> {
  for (const pidOf of [dockerdPid, containerdPid]) {
    const pid = pidOf(engine);
    if (pid === undefined) continue;
    signalProcess(pid, 'SIGTERM');
    await until(() => pidOf(engine) === undefined, STOP_TIMEOUT_MS);
  }
}
