import { DatabaseSync } from 'node:sqlite';
import { until } from './engine-processes.ts';

/** Another process holds the lock and does not let go. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Runs the action while nobody else does so under the same path, in this process or another. SQLite takes an advisory
 * lock for us, which Node has no call for and which the kernel gives back whatever way the process ends.
 */
export async function withFileLock<T>(path: string, waitMs: number, action: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(path);
  try {
    if (!(await until(() => take(lock), waitMs))) throw new LockedError(`another process holds ${path}`);
    return await action();
  } finally {
    lock.close();
  }
}

/** SQLite's code for a lock that somebody else has. */
const SQLITE_BUSY = 5;

function take(lock: DatabaseSync): boolean {
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
