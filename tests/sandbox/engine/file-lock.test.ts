import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LockedError, withFileLock } from '../../../sandbox/engine/file-lock.ts';

const MODULE = new URL('../../../sandbox/engine/file-lock.ts', import.meta.url);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vethlab-lock-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('withFileLock', () => {
  test('lets one in at a time', async () => {
    let inside = 0;
    const most: number[] = [];
    const enter = () =>
      withFileLock(join(folder, 'lock'), 5000, async () => {
        most.push(++inside);
        await new Promise(setImmediate);
        inside -= 1;
      });
    await Promise.all([enter(), enter(), enter()]);
    expect(most).toEqual([1, 1, 1]);
  });

  test('gives up on a holder that does not let go, and takes over from one that was killed', async () => {
    const path = join(folder, 'lock');
    const script = `const { withFileLock } = await import('${MODULE}');
      await withFileLock('${path}', 0, () => new Promise(() => { console.log('held'); setInterval(() => {}, 1000); }));`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script]);
    await once(holder.stdout, 'data');
    await expect(withFileLock(path, 0, async () => 'mine')).rejects.toBeInstanceOf(LockedError);
    holder.kill('SIGKILL');
    expect(await withFileLock(path, 5000, async () => 'mine')).toBe('mine');
  });
});
