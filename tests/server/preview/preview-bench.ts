import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import type { Connection, ConnectTarget } from '../../../sandbox/driver.ts';
import { connectHere } from '../../../sandbox/local/connect-here.ts';
import { createLogger } from '../../../server/logger.ts';
import { PreviewLabels } from '../../../server/preview/preview-labels.ts';
import { PreviewOrigins } from '../../../server/preview/preview-origins.ts';
import { Previews } from '../../../server/preview/previews.ts';
import { LiveMachine } from '../../../server/session/live-machine.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemorySandbox } from '../../support/memory-sandbox.ts';

export const SESSION_ID = Buffer.alloc(16, 7).toString('base64url');

export interface Shown {
  readonly status: number;
  readonly headers: IncomingMessage['headersDistinct'];
  readonly text: string;
}

/** Previews on a free port of this computer, into a machine whose network is this computer's. */
export class PreviewBench implements AsyncDisposable {
  readonly sandbox = new MemorySandbox();
  readonly labels = new PreviewLabels(Buffer.alloc(32, 1));
  readonly previews: Previews;
  readonly #server: Server;
  readonly #machine: LiveMachine;
  /** False once the session has no machine. */
  hasMachine = true;

  constructor({ ownPort }: { ownPort?: number } = {}) {
    const abort = new AbortController();
    this.sandbox.server = (target: ConnectTarget): Promise<Connection> => connectHere(target, abort.signal);
    this.#machine = new LiveMachine({ sandbox: this.sandbox, baselines: new Map(), saveBaseline: async () => undefined });
    this.previews = new Previews({
      labels: this.labels,
      origins: new PreviewOrigins({ previewOrigin: undefined, publicOrigin: undefined }),
      machineOf: async (id) => (id === SESSION_ID && this.hasMachine ? this.#machine : undefined),
      ownPort,
      clock: new ManualClock(),
      log: createLogger('silent'),
    });
    this.#server = createServer((request, response) => void this.previews.handle(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      void this.previews.upgrade(request, socket, head);
    });
  }

  static async open(options?: { ownPort?: number }): Promise<PreviewBench> {
    const bench = new PreviewBench(options);
    bench.#server.listen(0, '127.0.0.1');
    await once(bench.#server, 'listening');
    return bench;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  hostOf(port: number): string {
    return `${this.labels.labelOf({ sessionId: SESSION_ID, sandboxId: this.sandbox.id, port })}.localhost:${this.port}`;
  }

  /** Asks the preview of a port as a browser does. */
  async show(port: number, options: ShowOptions = {}): Promise<Shown> {
    const { path = '/', method = 'GET', headers = {}, body, host = this.hostOf(port) } = options;
    const request = httpRequest({ host: '127.0.0.1', port: this.port, path, method, headers: { host, ...headers } });
    request.end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const chunks = await response.toArray();
    return { status: response.statusCode ?? 0, headers: response.headersDistinct, text: Buffer.concat(chunks).toString('utf8') };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.previews[Symbol.dispose]();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

interface ShowOptions {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
  readonly host?: string;
}

interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** A server in the machine. */
export async function listen(server: Server | ReturnType<typeof createTcpServer>, host = '127.0.0.1'): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server that speaks no HTTP but says these bytes to whoever comes. */
export function say(bytes: string): ReturnType<typeof createTcpServer> {
  return createTcpServer((socket) => void socket.once('data', () => socket.end(bytes)));
}
