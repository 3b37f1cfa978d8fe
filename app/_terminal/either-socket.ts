import { closeReasonOf } from '../../server/protocol/close-reasons.ts';
import type { SocketLike } from './socket-like.ts';

/** A WebSocket that has brought nothing by now is one that something on the way swallows, or the server is slow. */
const PATIENCE_MS = 2500;
/** Neither way has brought anything: as good as a broken connection. */
const GIVE_UP_MS = 20_000;
const BROKEN = 1006;

export interface EitherWays {
  /** Undefined where a WebSocket is known not to get through. */
  readonly webSocket: (() => SocketLike) | undefined;
  readonly http: () => Promise<SocketLike>;
  readonly onChosen: (way: 'websocket' | 'http') => void;
}

/**
 * A connection over a WebSocket or, where that fails or brings nothing in time, over HTTP: the one that brings the first
 * message carries on, so that a server which is only slow is not taken for a proxy that blocks.
 */
export class EitherSocket implements SocketLike {
  binaryType = 'arraybuffer';
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly #ways: EitherWays;
  readonly #candidates = new Set<SocketLike>();
  readonly #timers: ReturnType<typeof setTimeout>[] = [];
  #chosen: SocketLike | undefined;
  #triesHttp = false;
  #isOver = false;

  constructor(ways: EitherWays) {
    this.#ways = ways;
    if (ways.webSocket === undefined) void this.#tryHttp();
    else this.#race(ways.webSocket(), 'websocket');
    this.#timers.push(
      setTimeout(() => void this.#tryHttp(), PATIENCE_MS),
      setTimeout(() => this.#end(BROKEN), GIVE_UP_MS),
    );
  }

  get overHttp(): boolean {
    return this.#chosen?.overHttp ?? false;
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#chosen?.send(frame);
  }

  close(): void {
    if (!this.#isOver) this.#finish();
  }

  async #tryHttp(): Promise<void> {
    if (this.#triesHttp || this.#isOver) return;
    this.#triesHttp = true;
    const socket = await this.#ways.http().catch(() => undefined);
    if (this.#isOver || this.#chosen !== undefined) socket?.close();
    else if (socket === undefined) this.#end(BROKEN);
    else this.#race(socket, 'http');
  }

  #race(socket: SocketLike, way: 'websocket' | 'http'): void {
    this.#candidates.add(socket);
    socket.binaryType = this.binaryType;
    socket.onerror = () => undefined;
    socket.onmessage = (event) => {
      if (this.#chosen === undefined) this.#choose(socket, way);
      this.onmessage?.(event);
    };
    socket.onclose = ({ code }) => {
      this.#candidates.delete(socket);
      if (way === 'http' || socket === this.#chosen || isOurs(code)) this.#end(code);
      else void this.#tryHttp();
    };
  }

  #choose(socket: SocketLike, way: 'websocket' | 'http'): void {
    this.#chosen = socket;
    this.#stopTimers();
    for (const other of this.#candidates) if (other !== socket) drop(other);
    this.#ways.onChosen(way);
  }

  #end(code: number): void {
    if (this.#isOver) return;
    this.#finish();
    this.onclose?.({ code });
  }

  #finish(): void {
    this.#isOver = true;
    this.#stopTimers();
    for (const socket of this.#candidates) drop(socket);
  }

  #stopTimers(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }
}

/** Such a code has come all the way from the server. */
function isOurs(code: number): boolean {
  return code >= 4000 && closeReasonOf(code) !== undefined;
}

function drop(socket: SocketLike): void {
  socket.onmessage = null;
  socket.onclose = null;
  socket.close();
}
