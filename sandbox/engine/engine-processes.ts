import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineHome } from './engine-home.ts';

const POLL_MS = 20;

/** The pid of this home's dockerd, if that very process is alive. */
export function dockerdPid(engine: EngineHome): number | undefined {
  return livePid(engine.dockerdPidfile, engine.dockerdConfig);
}

export function containerdPid(engine: EngineHome): number | undefined {
  return livePid(engine.containerdPidfile, engine.containerdConfig);
}

/** A pid may have been given to another process since; ours names its configuration on its command line. */
function livePid(pidfile: string, config: string): number | undefined {
  const pid = Number(readOrEmpty(pidfile));
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return readOrEmpty(`/proc/${pid}/cmdline`).split('\0').includes(config) ? pid : undefined;
}

/** Sends the signal unless the process has ended. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** True as soon as the condition holds; false when it does not within the time. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
