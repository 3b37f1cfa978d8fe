import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, pause } from '../clock.ts';
import { addressOf } from '../http/address-of.ts';
import { refuse, sendJson } from '../http/json-answer.ts';
import { RateLimit } from '../http/rate-limit.ts';
import type { RequestGuard } from '../http/request-guard.ts';
import { secureApi } from '../http/security-headers.ts';
import type { Logger } from '../logger.ts';
import { Problem } from '../problem.ts';
import { reportProblem } from '../problem-of.ts';
import { CHECK_PATH, CHECK_PIECE_MS, CHECK_PIECES } from '../protocol/browser-check.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';

/** One check is some fifteen requests, and two hundred people behind one address may all be told to make it. */
const CHECK_RATE = { burst: 3000, refillMs: 20 };
const MAX_SOCKETS = 500;
/** A check takes a second or two. */
const SOCKET_LIFE_MS = 10_000;
const MAX_MESSAGE_BYTES = 64;
const MAX_ECHOES = 50;
const COOKIE = 'vethlab_check=1';

export interface BrowserCheckParts {
  readonly guard: Pick<RequestGuard, 'checkHost' | 'checkOrigin'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly behindProxy: boolean;
}

export function isBrowserCheck(target: string): boolean {
  return target === CHECK_PATH || target.startsWith(`${CHECK_PATH}/`);
}

/** The other end of `/check-my-browser`: an echo, a stream and a ping, for anybody and without a session. */
export class BrowserCheck implements Disposable {
  readonly #parts: BrowserCheckParts;
  readonly #limit: RateLimit;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  readonly #stop = new AbortController();

  constructor(parts: BrowserCheckParts) {
    this.#parts = parts;
    this.#limit = new RateLimit(parts.clock, CHECK_RATE);
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      this.#admit(request);
      if (request.url !== CHECK_PATH) throw new Problem('no-such-page');
      if (this.#server.clients.size >= MAX_SOCKETS) throw new Problem('too-many-requests');
      this.#server.handleUpgrade(request, socket, head, (accepted) => this.#echo(accepted));
    } catch (error) {
      refuseUpgrade(socket, reportProblem(error, this.#parts.log).problem);
    }
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    secureApi(response);
    try {
      this.#admit(request);
      if (request.method !== 'POST') throw new Problem('method-not-allowed');
      if (request.url === `${CHECK_PATH}/ping`) ping(request, response);
      else if (request.url === `${CHECK_PATH}/stream`) await this.#stream(response);
      else throw new Problem('no-such-page');
    } catch (error) {
      refuse(response, error, this.#parts.log);
    }
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    for (const socket of this.#server.clients) socket.terminate();
  }

  #admit(request: IncomingMessage): void {
    const { guard } = this.#parts;
    guard.checkHost(request);
    guard.checkOrigin(request);
    this.#limit.spend(addressOf(request, this.#parts));
  }

  #echo(socket: WebSocket): void {
    let echoes = 0;
    const life = this.#parts.clock.after(SOCKET_LIFE_MS, () => socket.terminate());
    socket.on('close', () => life[Symbol.dispose]());
    // The socket closes by itself after a broken frame.
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      echoes += 1;
      if (echoes > MAX_ECHOES) socket.terminate();
      else socket.send(data, { binary: isBinary });
    });
  }

  /** Pieces with time between them: whoever gets them all at once has something on the way that holds streams back. */
  async #stream(response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    for (let piece = 0; piece < CHECK_PIECES && !response.destroyed; piece += 1) {
      if (piece > 0) await pause(this.#parts.clock, CHECK_PIECE_MS, this.#stop.signal);
      response.write(`data: ${piece}\n\n`);
    }
    response.end();
  }
}

/** Lays a cookie, and says whether the one of the ping before has come back. */
function ping(request: IncomingMessage, response: ServerResponse): void {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  response.setHeader('Set-Cookie', `${COOKIE}; Path=${CHECK_PATH}; Max-Age=60; HttpOnly; SameSite=Lax`);
  sendJson(response, 200, { cookie: cookies.includes(COOKIE) });
}
