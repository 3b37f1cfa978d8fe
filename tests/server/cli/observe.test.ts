import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { observationSchema } from '../../../sandbox/observation.ts';
import { PINNED_NODE, PROJECT_DIRECTORY } from '../../../scripts/bootstrap/project.js';
import { sessionListSchema } from '../../../server/admin/admin-answers.ts';
import { adminSocketOf } from '../../../server/admin/admin-socket.ts';
import { listSessions } from '../../../server/cli/ask-server.ts';
import { readEnv } from '../../../server/env.ts';
import { createLogger } from '../../../server/logger.ts';
import { startServer } from '../../../server/server.ts';
import { scene } from '../../labs/scenes.ts';
import { MemoryDriver } from '../../support/memory-driver.ts';
import type { MemorySandbox } from '../../support/memory-sandbox.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MAIN = join(PROJECT_DIRECTORY, 'server', 'cli', 'main.ts');
/** A command loads its files anew; on a busy machine that takes a while. */
const SLOW_MS = 60_000;

interface Lesson extends AsyncDisposable {
  readonly home: string;
  readonly driver: MemoryDriver;
  /** Starts a learner's session, and gives its machine. */
  begin(): Promise<MemorySandbox>;
}

/** A server in a home of its own, on an engine in memory. */
async function openLesson(home = temporaryFolder()): Promise<Lesson> {
  const driver = new MemoryDriver();
  const server = await startServer({
    env: readEnv({ VETHLAB_HOME: home, VETHLAB_PORT: '0', VETHLAB_POOL_SIZE: '0' }),
    dev: false,
    labs: join(PROJECT_DIRECTORY, 'labs'),
    log: createLogger('silent'),
    driver: Promise.resolve(driver),
    site: Promise.resolve((_request, response) => void response.end('a page')),
  });
  return {
    home,
    driver,
    async begin() {
      const before = driver.made.length;
      await fetch(`${server.url}/api/labs/docker-network/session`, { method: 'POST', headers: { origin: server.url } });
      await vi.waitFor(async () =>
        expect((await listSessions(home)).filter(({ machine }) => machine === 'ready')).toHaveLength(before + 1),
      );
      return driver.made[before] as MemorySandbox;
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
    },
  };
}

function start(home: string, args: readonly string[]): ChildProcess {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', VETHLAB_HOME: home };
  return spawn(PINNED_NODE, [MAIN, 'observe', ...args], { cwd: PROJECT_DIRECTORY, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function observe(home: string, ...args: string[]) {
  const child = start(home, args);
  const outputs = [child.stdout, child.stderr].map((stream) => (stream === null ? Promise.resolve('') : text(stream)));
  const [status] = (await once(child, 'exit')) as [number];
  const [stdout = '', stderr = ''] = await Promise.all(outputs);
  return { status, stdout, stderr };
}

describe('vethlab observe', { timeout: SLOW_MS }, () => {
  test('lists the sessions that have a machine, for people and for programs', async () => {
    await using lesson = await openLesson();
    expect((await observe(lesson.home)).stdout).toContain('No session has a machine now.');
    await lesson.begin();
    const [session] = sessionListSchema.parse(JSON.parse((await observe(lesson.home, '--json')).stdout)).sessions;
    expect(session).toMatchObject({ lab: 'docker-network', machine: 'ready' });
    expect((await observe(lesson.home)).stdout).toMatch(new RegExp(`^${session?.id} +docker-network/`, 'm'));
  });

  test('draws a machine, found by how its session’s id begins', async () => {
    await using lesson = await openLesson();
    const machine = await lesson.begin();
    const curled = scene('after-client-curl-8080');
    Object.assign(machine, { observe: () => Promise.resolve(curled) });
    const [session] = await listSessions(lesson.home);
    const id = session?.id ?? '';
    const { status, stdout: drawing } = await observe(lesson.home, '--', id.slice(0, 8));
    expect(status).toBe(0);
    expect(drawing).toMatch(/┌ client[\s\S]*┌ host[\s\S]*▣ docker0/);
    expect(drawing).not.toContain('\u001b');
    const { stdout } = await observe(lesson.home, '--json', '--', id);
    expect(observationSchema.parse(JSON.parse(stdout))).toEqual(curled);
  });

  test('draws again at each change, until the machine ends; then the server follows it no longer', async () => {
    await using lesson = await openLesson();
    const machine = await lesson.begin();
    const followers = machine.followers.size;
    const [session] = await listSessions(lesson.home);
    const child = start(lesson.home, ['--watch', '--json', '--', session?.id ?? '']);
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
    });
    const exited = once(child, 'exit');
    await vi.waitFor(() => expect(seen.split('\n').length).toBeGreaterThan(1), SLOW_MS);
    machine.run(2);
    await vi.waitFor(() => expect(seen.split('\n').length).toBeGreaterThan(2), SLOW_MS);
    machine.die();
    expect(await exited).toEqual([0, null]);
    expect(machine.followers.size).toBeLessThanOrEqual(followers);
  });

  test('follows a machine no longer when whoever watched has gone', async () => {
    await using lesson = await openLesson();
    const machine = await lesson.begin();
    const followers = machine.followers.size;
    const [session] = await listSessions(lesson.home);
    const child = start(lesson.home, ['--watch', '--', session?.id ?? '']);
    await vi.waitFor(() => expect(machine.followers.size).toBe(followers + 1), SLOW_MS);
    child.kill();
    await vi.waitFor(() => expect(machine.followers.size).toBe(followers), SLOW_MS);
  });

  test('says what to do where no server runs, and where no such session has a machine', async () => {
    const home = temporaryFolder();
    expect(await observe(home)).toMatchObject({ status: 1, stderr: expect.stringContaining('npm start') });
    await using lesson = await openLesson();
    expect(await observe(lesson.home, 'nobody')).toMatchObject({ status: 2, stderr: expect.stringContaining('nobody') });
  });
});

describe('The admin socket', () => {
  test('is within reach of nobody but its owner', async () => {
    await using lesson = await openLesson();
    const socket = adminSocketOf(lesson.home);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(join(socket, '..')).mode & 0o777).toBe(0o700);
  });

  test('takes the place of what a server that was killed has left', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'admin'), { mode: 0o755 });
    writeFileSync(adminSocketOf(home), '');
    await using lesson = await openLesson(home);
    expect(statSync(adminSocketOf(lesson.home)).isSocket()).toBe(true);
    expect(await listSessions(lesson.home)).toEqual([]);
  });

  test('keeps no server from starting in a home with a path too long for it', async () => {
    const home = join(temporaryFolder(), 'a'.repeat(100));
    await using lesson = await openLesson(home);
    await expect(listSessions(lesson.home)).rejects.toMatchObject({ why: 'not-running' });
  });
});
