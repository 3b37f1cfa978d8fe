import { type CloseReason, closeReasonOf, closeReasons } from '../../server/protocol/close-reasons.ts';
import {
  type ClientMessage,
  decodeServerMessage,
  encode,
  type ServerMessage,
  TERMINAL_SUBPROTOCOL,
} from '../../server/protocol/messages.ts';
import { Backoff } from './backoff.ts';
import { Liveness } from './liveness.ts';
import { OutputLedger } from './output-ledger.ts';
import type { SocketLike } from './socket-like.ts';

export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

export type ConnectionState =
  /** `again` after a connection was lost. */
  | { readonly state: 'connecting'; readonly again: boolean }
  | { readonly state: 'open'; readonly overHttp?: boolean }
  /** Lost; another attempt follows by itself. */
  | { readonly state: 'waiting'; readonly retryInMs: number }
  /** For good, until `connect` is called. */
  | { readonly state: 'closed'; readonly reason: CloseReason };

/** Whoever shows the terminal. */
export interface TerminalSink {
  connectionChanged(state: ConnectionState): void;
  /** What was shown is void: clear everything and take this size. What is written until `repainted` paints it anew. */
  reset(size: TerminalSize): void;
  repainted(): void;
  /** Shows bytes; calls `done` once they are on the screen. */
  write(bytes: Uint8Array, done: () => void): void;
  resized(size: TerminalSize): void;
  exited(exitCode: number): void;
  restarted(): void;
}

export interface TerminalSocketOptions {
  /** The terminal's address without a query, `ws://…/ws/sessions/…/terminals/…`. */
  readonly url: string;
  readonly sink: TerminalSink;
  /** The size that a new shell begins with, asked for at each attempt; the server picks one where the page has none yet. */
  readonly size?: () => TerminalSize | undefined;
  readonly open?: (url: string, protocol: string) => SocketLike;
  readonly backoff?: Backoff;
}

/** Frames stay well below what the server takes, with room for whatever a proxy adds. */
const INPUT_FRAME_BYTES = 32 * 1024;

function openWebSocket(url: string, protocol: string): SocketLike {
  return new WebSocket(url, protocol) as SocketLike;
}

/**
 * The page's side of a terminal: keeps one connection up, goes on after a break without losing or doubling a byte, and
 * acknowledges what has been shown. Knows nothing of xterm or React.
 */
export class TerminalSocket {
  readonly #options: TerminalSocketOptions;
  readonly #backoff: Backoff;
  readonly #ledger = new OutputLedger();
  readonly #liveness = new Liveness(
    () => this.#send({ type: 'ping' }),
    () => this.#lose(),
  );
  readonly #encoder = new TextEncoder();
  #socket: SocketLike | undefined;
  #ready = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TerminalSocketOptions) {
    this.#options = options;
    this.#backoff = options.backoff ?? new Backoff();
  }

  get isOpen(): boolean {
    return this.#ready;
  }

  /** Connects, or connects again at once when it is waiting to. */
  connect(): void {
    if (this.#socket !== undefined) return;
    clearTimeout(this.#retry);
    this.#options.sink.connectionChanged({ state: 'connecting', again: this.#ledger.position !== undefined });
    const socket = (this.#options.open ?? openWebSocket)(this.#address(), TERMINAL_SUBPROTOCOL);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#closed(code);
    socket.onerror = () => undefined;
    this.#socket = socket;
  }

  /** The network may have changed or the computer slept: finds out whether the connection still lives. */
  checkNow(): void {
    if (this.#ready) this.#liveness.askNow();
    else this.connect();
  }

  /** Sends input. False, and nothing is sent, while there is no connection: keys typed blindly would do harm later. */
  type(input: string | Uint8Array<ArrayBuffer>): boolean {
    if (!this.#ready) return false;
    const bytes = typeof input === 'string' ? this.#encoder.encode(input) : input;
    for (let at = 0; at < bytes.byteLength; at += INPUT_FRAME_BYTES)
      this.#socket?.send(bytes.subarray(at, at + INPUT_FRAME_BYTES));
    return true;
  }

  resize({ cols, rows }: TerminalSize): void {
    this.#send({ type: 'resize', cols, rows });
  }

  restart(): void {
    this.#send({ type: 'restart' });
  }

  /** Ends the connection; nothing more is reported. `connect` may follow. */
  close(): void {
    clearTimeout(this.#retry);
    this.#drop();
  }

  /**
   * Nobody looks. Over HTTP a connection is one of the six that a browser makes to a server, so it is let go of until
   * `connect`; true then.
   */
  rest(): boolean {
    const lets = this.#ready && this.#socket?.overHttp === true;
    if (lets) this.close();
    return lets;
  }

  #address(): string {
    const query = new URLSearchParams();
    const size = this.#options.size?.();
    if (size !== undefined) {
      query.set('cols', String(size.cols));
      query.set('rows', String(size.rows));
    }
    const position = this.#ledger.position;
    if (position !== undefined) {
      query.set('shell', position.shell);
      query.set('from', String(position.offset));
    }
    return `${this.#options.url}?${query}`;
  }

  #receive(data: unknown): void {
    this.#liveness.heard();
    if (typeof data !== 'string') {
      this.#show(new Uint8Array(data as ArrayBuffer));
      return;
    }
    const message = decodeServerMessage(data);
    // A server that talks differently is a newer one. A new connection would meet the same, a new page does not.
    if (message === undefined) this.#end('bad-message');
    else this.#handle(message);
  }

  #show(bytes: Uint8Array): void {
    const wasRepainting = this.#ledger.isRepainting;
    const processed = this.#ledger.take(bytes.byteLength);
    this.#options.sink.write(bytes, () => {
      const received = processed();
      if (received !== undefined) this.#send({ type: 'ack', received });
    });
    if (wasRepainting && !this.#ledger.isRepainting) this.#options.sink.repainted();
  }

  #handle(message: ServerMessage): void {
    const { sink } = this.#options;
    switch (message.type) {
      case 'ready':
        this.#begin(message);
        return;
      case 'exited':
        sink.exited(message.exitCode);
        return;
      case 'restarted':
        this.#ledger.restart(message);
        sink.restarted();
        return;
      case 'resized':
        sink.resized(message);
        return;
      case 'pong':
        return;
      default:
        message satisfies never;
    }
  }

  #begin(ready: Extract<ServerMessage, { type: 'ready' }>): void {
    this.#backoff.reset();
    this.#ready = true;
    this.#ledger.begin(ready);
    if (ready.reset) this.#options.sink.reset(ready);
    if (ready.reset && !this.#ledger.isRepainting) this.#options.sink.repainted();
    const overHttp = this.#socket?.overHttp ?? false;
    this.#options.sink.connectionChanged({ state: 'open', ...(overHttp && { overHttp }) });
  }

  #send(message: ClientMessage): void {
    if (this.#ready) this.#socket?.send(encode(message));
  }

  #closed(code: number): void {
    const reason = closeReasonOf(code);
    if (reason === undefined || closeReasons[reason].reconnect) this.#lose();
    else this.#end(reason);
  }

  #end(reason: CloseReason): void {
    this.#drop();
    this.#options.sink.connectionChanged({ state: 'closed', reason });
  }

  #lose(): void {
    this.#drop();
    const retryInMs = this.#backoff.next();
    this.#retry = setTimeout(() => this.connect(), retryInMs);
    this.#options.sink.connectionChanged({ state: 'waiting', retryInMs });
  }

  #drop(): void {
    this.#liveness.stop();
    const socket = this.#socket;
    this.#socket = undefined;
    this.#ready = false;
    if (socket === undefined) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
