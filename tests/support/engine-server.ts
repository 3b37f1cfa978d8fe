import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../../server/env.ts';
import { createLogger } from '../../server/logger.ts';
import { type RunningServer, startServer } from '../../server/server.ts';
import { openTestEngine, type TestEngine } from './test-driver.ts';

const LABS = join(import.meta.dirname, '..', '..', 'labs');

/** The server without its pages, on the run's engine. It may be ended and started again; machines stay until disposal. */
export class EngineServer implements AsyncDisposable {
  readonly engine: TestEngine;
  readonly home = mkdtempSync(join(tmpdir(), 'vethlab-test-'));
  #server: RunningServer | undefined;
  /** Picked by the kernel at first, and kept. */
  #port = '0';

  private constructor(engine: TestEngine) {
    this.engine = engine;
  }

  static async open(): Promise<EngineServer> {
    const server = new EngineServer(await openTestEngine());
    await server.start();
    return server;
  }

  get url(): string {
    if (this.#server === undefined) throw new Error('the server has ended');
    return this.#server.url;
  }

  async start(): Promise<void> {
    this.#server = await startServer({
      env: readEnv({ VETHLAB_HOME: this.home, VETHLAB_PORT: this.#port, VETHLAB_POOL_SIZE: '1' }),
      dev: false,
      labs: LABS,
      log: createLogger('silent'),
      driver: Promise.resolve(this.engine.openDriver()),
      site: Promise.resolve((_request, response) => void response.end('a page')),
    });
    this.#port = new URL(this.#server.url).port;
  }

  async stop(): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#server = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.engine[Symbol.asyncDispose]();
    rmSync(this.home, { recursive: true, force: true });
  }
}
