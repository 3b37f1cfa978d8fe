import { request as httpRequest } from 'node:http';
import { Api, type ApiParts } from '../../server/http/api.ts';
import { HttpServer, type HttpServerParts } from '../../server/http/http-server.ts';
import { keepsakeRoutes } from '../../server/http/keepsake-routes.ts';
import { RequestGuard } from '../../server/http/request-guard.ts';
import { Identity } from '../../server/identity.ts';
import { openRecording, type Recording } from '../../server/recording/open-recording.ts';
import { testLab } from './test-lab.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer, it says itself.
  readonly body: any;
}

export interface Question {
  readonly method?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The server's door on a free port, with sessions on an engine in memory behind it. */
export class ApiBench implements AsyncDisposable {
  readonly bench: Workbench;
  readonly port: number;
  readonly identity: Identity;
  readonly recordings: Recording;
  readonly #server: HttpServer;

  private constructor(parts: Pick<ApiBench, 'bench' | 'port' | 'identity' | 'recordings'> & { server: HttpServer }) {
    this.bench = parts.bench;
    this.port = parts.port;
    this.identity = parts.identity;
    this.recordings = parts.recordings;
    this.#server = parts.server;
  }

  static async open(
    options: WorkbenchOptions = {},
    overrides: Partial<HttpServerParts> = {},
    limits: Partial<Pick<ApiParts, 'machinesPerAddress'>> = {},
  ): Promise<ApiBench> {
    const bench = await Workbench.open(options);
    const { clock, log, sessions, store, home } = bench;
    const identity = new Identity(Buffer.alloc(32, 1), { secure: false });
    const guard = new RequestGuard({ host: '127.0.0.1', publicOrigin: undefined });
    const recording = { isOn: true, sessionBytes: 2 ** 20, filmBytes: 2 ** 20, keepMs: 30 * 86_400_000 };
    const recordings = openRecording({ home, recording, keepsCommands: true, clock, log });
    const shelf = new Map([[testLab.lab.slug, testLab]]);
    const more = keepsakeRoutes({ home, recordings, sessions, identity, store, shelf, clock, publicOrigin: undefined });
    const server = new HttpServer({
      api: new Api({ sessions, identity, guard, clock, log, machinesPerAddress: 64, behindProxy: false, more, ...limits }),
      guard,
      log,
      dev: false,
      isolation: 'userns',
      pages: (_request, response) => void response.end('a page'),
      sockets: (_request, socket) => void socket.end('HTTP/1.1 418 ours\r\n\r\n'),
      streams: (_request, response) => void response.end('a stream'),
      health: () => ({ status: 'ok' }),
      ...overrides,
    });
    const port = await server.listen({ host: '127.0.0.1', port: 0 });
    return new ApiBench({ bench, port, identity, recordings, server });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Asks as a page of ours does; `headers` may say otherwise. */
  async ask(path: string, { method = 'GET', cookie, headers = {}, body }: Question = {}): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(method !== 'GET' && { origin: this.origin }),
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(response.headers), text, body: jsonOf(text) };
  }

  /** Sends exactly these headers, also those that `fetch` does not allow. */
  raw(path: string, { method = 'GET', headers = {} }: Question): Promise<number> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, path, method, headers };
      const request = httpRequest(options, (response) => resolve(response.resume().statusCode ?? 0));
      request.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
      request.end();
    });
  }

  /** A learner's cookie and session id, once their machine is ready. */
  async learner(): Promise<{ cookie: string; id: string }> {
    const { headers, body } = await this.ask('/api/labs/containers/session', { method: 'POST' });
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    return { cookie, id: body.session.id };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
    await this.recordings[Symbol.asyncDispose]();
    await this.bench[Symbol.asyncDispose]();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
