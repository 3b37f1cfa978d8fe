import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from '../logger.ts';
import type { Previews } from '../preview/previews.ts';
import { problemOf } from '../problem-of.ts';
import { refuseUpgrade } from '../ws/refuse-upgrade.ts';
import type { Api } from './api.ts';
import type { RequestGuard } from './request-guard.ts';
import { securePage } from './security-headers.ts';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void> | void;

export interface HttpServerParts {
  readonly api: Api;
  readonly guard: RequestGuard;
  readonly log: Logger;
  readonly dev: boolean;
  /** How learners are kept apart, as the driver says it; pages warn where they are not. */
  readonly isolation: string;
  /** Answers what is neither API nor socket. */
  readonly pages: PageHandler;
  /** Takes upgrades under /ws/. Checks by itself who is asking. */
  readonly sockets: UpgradeHandler;
  /** Takes plain requests under /ws/, from pages whose upgrades do not get through. Checks by itself as well. */
  readonly streams: PageHandler;
  /** Takes what is addressed to a preview, whatever its path: none of the rest is served there. */
  readonly previews?: Pick<Previews, 'owns' | 'handle' | 'upgrade'>;
  /** How the process is, for /healthz. */
  health(): object;
}

/** A thousand learners with a page and its terminals each; beyond, there would be no descriptors left for machines and store. */
const MAX_CONNECTIONS = 10_000;

/** The one door: /api, /healthz, /ws/ and, for everything else, pages. */
export class HttpServer implements AsyncDisposable {
  readonly #parts: HttpServerParts;
  readonly #server: Server;

  constructor(parts: HttpServerParts) {
    this.#parts = parts;
    // Requests are small and come from browsers: a header or body that takes longer is somebody holding on.
    this.#server = createServer({ headersTimeout: 20_000, requestTimeout: 30_000 });
    this.#server.maxConnections = MAX_CONNECTIONS;
    this.#server.on('request', (request, response) => void this.#receive(request, response));
    this.#server.on('upgrade', (request, socket, head) => void this.#upgrade(request, socket, head));
  }

  /** Resolves with the port when connections are accepted; rejects when the address cannot be had. */
  listen({ host, port }: { readonly host: string; readonly port: number }): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', reject);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  /** Stops accepting, ends event streams, and lets go of connections. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#parts.api.closeStreams();
    this.#server.closeAllConnections();
    await closed;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { previews } = this.#parts;
    const isPreview = previews?.owns(request) === true;
    const url = isPreview ? undefined : urlOf(request);
    try {
      await (isPreview ? previews?.handle(request, response) : this.#route(request, response, url));
    } catch (error) {
      this.#parts.log.error({ error, path: url?.pathname }, 'request failed');
      if (response.headersSent) response.destroy();
      else refusePlainly(response, 500);
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL | undefined): Promise<void> {
    if (url === undefined) refusePlainly(response, 400);
    else if (url.pathname === '/healthz') this.#sendHealth(request, response);
    else if (url.pathname === '/api' || url.pathname.startsWith('/api/')) await this.#parts.api.handle(request, response, url);
    else if (url.pathname.startsWith('/ws/')) await this.#parts.streams(request, response);
    else await this.#servePage(request, response);
  }

  #sendHealth(request: IncomingMessage, response: ServerResponse): void {
    if (!this.#isForUs(request)) {
      refusePlainly(response, 403);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(this.#parts.health()));
  }

  async #servePage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isForUs(request)) {
      refusePlainly(response, 403);
      return;
    }
    const { pages, dev, isolation } = this.#parts;
    securePage(request, response, { dev });
    request.headers['x-isolation'] = isolation;
    await pages(request, response);
  }

  #isForUs(request: IncomingMessage): boolean {
    const { guard, log } = this.#parts;
    try {
      guard.checkHost(request);
      return true;
    } catch (error) {
      log.warn({ host: request.headers.host, problem: problemOf(error) }, 'request refused; see VETHLAB_PUBLIC_ORIGIN');
      return false;
    }
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const { previews } = this.#parts;
    const isPreview = previews?.owns(request) === true;
    const path = isPreview ? undefined : urlOf(request)?.pathname;
    // Next.js listens for its own upgrades (hot reload) on this server.
    if (this.#parts.dev && path?.startsWith('/_next/')) return;
    try {
      if (isPreview) await previews?.upgrade(request, socket, head);
      else if (path?.startsWith('/ws/')) await this.#parts.sockets(request, socket, head);
      else refuseUpgrade(socket, 'no-such-page');
    } catch (error) {
      this.#parts.log.error({ error, path }, 'upgrade failed');
      socket.destroy();
    }
  }
}

function urlOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  return target.startsWith('/') && URL.canParse(target, 'http://server') ? new URL(target, 'http://server') : undefined;
}

function refusePlainly(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(`${STATUS_CODES[status]}\n`);
}
