import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockHome } from '../../server/home-lock.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

interface Ending {
  readonly code: number | string | null | undefined;
  readonly said: string;
}

/** Starts the server in a process of its own, which is expected to end by itself. */
function runServer(settings: Readonly<Record<string, string>>): Promise<Ending> {
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', VETHLAB_PORT: '0', VETHLAB_DRIVER: 'local', ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN], { env }, (error, _stdout, stderr) => resolve({ code: error?.code, said: stderr }));
  });
}

describe('server/main.ts', () => {
  test('ends with 1 and names every setting that cannot be used', async () => {
    const { code, said } = await runServer({ VETHLAB_PORT: 'many', VETHLAB_POOL_SIZE: '-1' });
    expect(code).toBe(1);
    expect(said).toMatch(/^These settings cannot be used:\n {2}VETHLAB_PORT is a number\n {2}VETHLAB_POOL_SIZE .*\n$/);
  });

  test('ends with 1 when a server already runs in this home', async () => {
    const home = mkdtempSync(join(tmpdir(), 'vethlab-test-'));
    using _home = { [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
    using _lock = lockHome(home);
    const { code, said } = await runServer({ VETHLAB_HOME: home });
    expect(code).toBe(1);
    expect(said).toMatch(/^Another Vethlab server already runs in .*\n {2}Use that one, .*\n$/);
  });

  test('ends with 1 rather than give this machine to everybody behind a proxy', async () => {
    const home = mkdtempSync(join(tmpdir(), 'vethlab-test-'));
    using _home = { [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
    const { code, said } = await runServer({ VETHLAB_HOME: home, VETHLAB_PUBLIC_ORIGIN: 'https://labs.example' });
    expect(code).toBe(1);
    expect(said).toMatch(/^The local driver keeps nobody apart from this machine .*\n {2}Set VETHLAB_HOST=127.0.0.1 without /);
  });

  test('speaks the language of the person at the terminal', async () => {
    const { said } = await runServer({ VETHLAB_HOME: '/dev/null/home', LANG: 'ko_KR.UTF-8' });
    expect(said).toMatch(/^서버가 \/dev\/null\/home에 쓸 수 없어요\.\n/);
  });

  test('leaves its log in a file of its home, and the terminal to sentences', async () => {
    const home = mkdtempSync(join(tmpdir(), 'vethlab-test-'));
    using _home = { [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
    const { said } = await runServer({ VETHLAB_HOME: home, VETHLAB_HOST: '203.0.113.1', VETHLAB_LOG_LEVEL: 'debug' });
    expect(said).not.toContain('{');
    expect(readFileSync(join(home, 'server.log'), 'utf8')).toContain('"msg":"server did not start"');
  });
});
