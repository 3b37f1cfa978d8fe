import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The server says goodbye to its pages and closes its store well within this. */
const GRACE_MS = 10_000;
const POLL_MS = 50;

/** Where a server writes its process id while it listens, so that it can be found. */
export function pidFileOf(home: string): string {
  return join(home, 'server.pid');
}

/** The process id of the server that runs in this home; `undefined` when none does. */
export function runningServer(home: string): number | undefined {
  const file = pidFileOf(home);
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').trim());
  return Number.isInteger(pid) && isServer(pid) ? pid : undefined;
}

/** Asks the server of this home to end, and ends it by force when it does not. Resolves with its process id. */
export async function endServer(home: string): Promise<number | undefined> {
  const pid = runningServer(home);
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM');
    if (!(await hasEnded(pid))) process.kill(pid, 'SIGKILL');
    await hasEnded(pid);
  }
  rmSync(pidFileOf(home), { force: true });
  return pid;
}

async function hasEnded(pid: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < GRACE_MS; waitedMs += POLL_MS) {
    if (!isServer(pid)) return true;
    await delay(POLL_MS);
  }
  return false;
}

/** After a crash the number may belong to another process. */
function isServer(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .some((word) => word.endsWith('server/main.ts'));
  } catch {
    return false;
  }
}
