import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SandboxError } from '../../sandbox/errors.ts';
import { readEnv } from '../../server/env.ts';
import { lockHome } from '../../server/home-lock.ts';
import { createLogger } from '../../server/logger.ts';
import { type ServerParts, startServer } from '../../server/server.ts';
import { explain } from '../../server/start-failure.ts';
import { MemoryDriver } from '../support/memory-driver.ts';

const LABS = join(import.meta.dirname, '..', '..', 'labs');

class Home implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'vethlab-test-'));

  /** A server of this home, without Next.js, on an engine in memory. */
  parts(overrides: Partial<ServerParts> = {}, port = '0'): ServerParts {
    return {
      env: readEnv({ VETHLAB_HOME: this.path, VETHLAB_PORT: port }),
      dev: false,
      labs: LABS,
      log: createLogger('silent'),
      driver: Promise.resolve(new MemoryDriver()),
      site: Promise.resolve((_request, response) => void response.end('a page')),
      ...overrides,
    };
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

describe('startServer', () => {
  test('serves pages and the API of every lab', async () => {
    using home = new Home();
    await using server = await startServer(home.parts());
    expect(await (await fetch(server.url)).text()).toBe('a page');
    const started = await fetch(`${server.url}/api/labs/docker-network/session`, {
      method: 'POST',
      headers: { origin: server.url },
    });
    expect(started.status).toBe(200);
    expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ status: 'ok' });
  });

  test('says that its port is taken, and what to do', async () => {
    using home = new Home();
    await using other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const error = await startServer(home.parts({}, String(port))).catch((failure: unknown) => failure);
    expect(explain(error)).toContain(`127.0.0.1:${port}`);
    expect(explain(error)).toContain('VETHLAB_PORT');
  });

  test('lists every fault of the labs', async () => {
    using home = new Home();
    const labs = join(home.path, 'labs');
    mkdirSync(join(labs, 'broken', 'steps'), { recursive: true });
    writeFileSync(join(labs, 'broken', 'lab.yaml'), 'title: { ko: 제목 }\nlevel: hard\n');
    const error = await startServer(home.parts({ labs })).catch((failure: unknown) => failure);
    const faults =
      explain(error)
        ?.split('\n')
        .filter((line) => /^labs\/broken\/lab\.yaml:\d+: /.test(line)) ?? [];
    expect(faults.length).toBeGreaterThanOrEqual(2);
  });

  test('says what the engine lacks, and lets go of what was opened', async () => {
    using home = new Home();
    const driver = Promise.reject(new SandboxError('sandbox/engine-unreachable', 'no Docker daemon answers at unix:///nowhere'));
    const error = await startServer(home.parts({ driver })).catch((failure: unknown) => failure);
    expect(explain(error)).toMatch(/^no Docker daemon answers at unix:\/\/\/nowhere\n.*vethlab doctor/);
  });

  test('stops, and can be started again in the same home', async () => {
    using home = new Home();
    const driver = new MemoryDriver();
    const parts = () => home.parts({ driver: Promise.resolve(driver) });
    {
      await using _ = await startServer(parts());
    }
    await using again = await startServer(parts());
    expect((await fetch(again.url)).status).toBe(200);
  });
});

describe('lockHome', () => {
  test('keeps a second server out until the first has ended', () => {
    using home = new Home();
    const lock = lockHome(home.path);
    expect(() => lockHome(home.path)).toThrow(home.path);
    lock[Symbol.dispose]();
    using _ = lockHome(home.path);
  });
});
