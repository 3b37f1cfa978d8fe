import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { SandboxError } from '../errors.ts';
import type { EngineHome } from './engine-home.ts';
import { until } from './engine-processes.ts';

/** Longer than a start or a stop may take. */
const WAIT_MS = 60_000;

/** Only one process starts or stops the engine of a home at a time. A lock whose holder has died is nobody's. */
export async function withStartLock<T>(engine: EngineHome, action: () => Promise<T>): Promise<T> {
  await mkdir(engine.home, { recursive: true, mode: 0o711 });
  if (!(await until(() => take(engine.startLock), WAIT_MS))) {
    throw new SandboxError('sandbox/engine-unreachable', `another process holds ${engine.startLock}`);
  }
  try {
    return await action();
  } finally {
    await rm(engine.startLock, { force: true });
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
