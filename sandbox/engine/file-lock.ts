import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { until } from './engine-processes.ts';

/** Another process holds the lock and does not let go. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** Runs the action while no other process does so under the same path. A lock whose holder has died is nobody's. */
export async function withFileLock<T>(path: string, waitMs: number, action: () => Promise<T>): Promise<T> {
  if (!(await until(() => take(path), waitMs))) throw new LockedError(`another process holds ${path}`);
  try {
    return await action();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isHeld(path)) await rm(path, { force: true });
    return false;
  }
}

function isHeld(path: string): boolean {
  try {
    const holder = readFileSync(path, 'utf8');
    // Empty: its maker is about to write.
    return holder === '' || existsSync(`/proc/${holder}`);
  } catch {
    return false;
  }
}
