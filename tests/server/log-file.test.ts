import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLogFile } from '../../server/log-file.ts';
import { StartFailure } from '../../server/start-failure.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vethlab-log-'));
  path = join(folder, 'server.log');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('The log file', () => {
  test('is for its owner only, and goes on where the server before has ended', () => {
    for (const line of ['first\n', 'second\n']) {
      using file = openLogFile(path);
      file.write(line);
    }
    expect(readFileSync(path, 'utf8')).toBe('first\nsecond\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('keeps one older file, so that it takes twice its limit of the disk and no more', () => {
    using file = openLogFile(path, 20);
    for (let line = 1; line <= 5; line += 1) file.write(`line ${line} ...\n`);
    expect(readFileSync(path, 'utf8')).toBe('line 5 ...\n');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('line 4 ...\n');
    expect(existsSync(`${path}.2`)).toBe(false);
  });

  test('counts what it holds from before', () => {
    {
      using file = openLogFile(path, 20);
      file.write('of yesterday\n');
    }
    using file = openLogFile(path, 20);
    file.write('of today\n');
    expect(readFileSync(path, 'utf8')).toBe('of today\n');
  });

  test('says so where it cannot be', () => {
    mkdirSync(path);
    expect(() => openLogFile(path)).toThrow(StartFailure);
  });
});
