import type { Terminal } from '@xterm/headless';
import { WebSocket } from 'ws';
import { Backoff } from '../../../app/_terminal/backoff.ts';
import { type Ask, HttpSocket } from '../../../app/_terminal/http-socket.ts';
import type { SocketLike } from '../../../app/_terminal/socket-like.ts';
import {
  type ConnectionState,
  type TerminalSink,
  type TerminalSize,
  TerminalSocket,
} from '../../../app/_terminal/terminal-socket.ts';
import { decodeServerMessage, SHELL_RESTART_SEQUENCE } from '../../../server/protocol/messages.ts';
import { resizeXterm } from '../../../server/protocol/same-screen.ts';
import { pageTerminal, stateOf } from '../../server/terminal/screen-state.ts';
import type { TerminalDoor } from '../../server/ws/terminal-door.ts';

export interface HeadlessPageOptions {
  readonly size?: TerminalSize;
  /** Goes over HTTP by this instead of a WebSocket. */
  readonly ask?: Ask;
}

/** A page without a browser: the page's own socket class and an xterm that draws nowhere. */
export class HeadlessPage implements TerminalSink, Disposable {
  readonly socket: TerminalSocket;
  readonly states: ConnectionState[] = [];
  readonly exitCodes: number[] = [];
  resets = 0;
  /** All output, repaints left out. */
  output = '';
  /** Bytes of output so far. */
  received = 0;
  readonly #terminal: Terminal;
  readonly #connections: WebSocket[] = [];
  readonly #ask: Ask | undefined;
  readonly #decoder = new TextDecoder();
  #repaintLeft = 0;
  #hasRepaint = false;
  #isHeldBack = false;
  readonly #heldBack: (() => void)[] = [];
  #written: Promise<void> = Promise.resolve();
  #changed = Promise.withResolvers<void>();

  constructor(door: () => TerminalDoor, { size = { cols: 80, rows: 24 }, ask }: HeadlessPageOptions = {}) {
    this.#ask = ask;
    this.#terminal = pageTerminal(size);
    this.socket = new TerminalSocket({
      url: 'ws://page/ws/sessions/s1/terminals/host',
      sink: this,
      size: () => ({ cols: this.#terminal.cols, rows: this.#terminal.rows }),
      open: (url, protocol) => this.#connect(door(), url, protocol),
      backoff: new Backoff(() => 0.5),
    });
    this.socket.connect();
  }

  /** Resolves when `condition` holds; it is looked at after each thing that happens. */
  async until(condition: (page: this) => boolean): Promise<void> {
    while (!condition(this)) await this.#changed.promise;
  }

  /** Resolves when the page is connected and what it missed is there. */
  shown(): Promise<void> {
    return this.until((page) => page.socket.isOpen && page.#repaintLeft === 0);
  }

  /** Types a command and resolves when `sign` has come after it. */
  async run(command: string, sign = 'ready> '): Promise<void> {
    await this.shown();
    // A shell that has only just begun has yet to ask for a command.
    await this.until((page) => page.#hasRepaint || page.output !== '');
    const from = this.output.length;
    this.socket.type(`${command}\r`);
    await this.until((page) => page.output.indexOf(sign, from) >= 0 && page.output.endsWith(sign));
  }

  /** The screen once everything that has come is on it. */
  async screen() {
    await this.#written;
    return stateOf(this.#terminal);
  }

  /** A page that hangs: what comes is taken, and not reported as shown until it goes on. */
  set holdsBack(isHeldBack: boolean) {
    this.#isHeldBack = isHeldBack;
    for (const done of this.#heldBack.splice(0)) done();
  }

  /** The network goes away without a word. */
  cut(): void {
    this.#connections.at(-1)?.terminate();
  }

  [Symbol.dispose](): void {
    this.socket.close();
    for (const connection of this.#connections) connection.terminate();
    this.#terminal.dispose();
  }

  connectionChanged(state: ConnectionState): void {
    this.states.push(state);
    this.#tell();
  }

  reset({ cols, rows }: TerminalSize): void {
    this.resets += 1;
    this.#write('\x1bc');
    resizeXterm(this.#terminal, { cols, rows });
  }

  repainted(): void {
    this.#tell();
  }

  write(bytes: Uint8Array, done: () => void): void {
    if (this.#repaintLeft > 0) this.#repaintLeft -= bytes.byteLength;
    else this.#take(bytes);
    if (this.#isHeldBack) this.#heldBack.push(done);
    else this.#write(bytes, done);
    this.#tell();
  }

  resized({ cols, rows }: TerminalSize): void {
    resizeXterm(this.#terminal, { cols, rows });
  }

  exited(exitCode: number): void {
    this.exitCodes.push(exitCode);
    this.#tell();
  }

  restarted(): void {
    this.#write(SHELL_RESTART_SEQUENCE);
    this.#tell();
  }

  #take(bytes: Uint8Array): void {
    this.received += bytes.byteLength;
    this.output += this.#decoder.decode(bytes, { stream: true });
  }

  #connect(door: TerminalDoor, url: string, protocol: string): SocketLike {
    const { pathname, search } = new URL(url);
    if (this.#ask !== undefined) return this.#connectOverHttp(`http://127.0.0.1:${door.port}${pathname}${search}`, this.#ask);
    const connection = new WebSocket(door.url(`${pathname}${search}`), protocol, { headers: door.headers() });
    connection.on('message', (bytes: Buffer, isBinary) => {
      if (!isBinary) this.#note(bytes.toString());
    });
    this.#connections.push(connection);
    return connection as unknown as SocketLike;
  }

  #connectOverHttp(url: string, ask: Ask): SocketLike {
    const socket = new HttpSocket(url, ask);
    let listener: SocketLike['onmessage'] = null;
    Object.defineProperty(socket, 'onmessage', {
      get: () => (event: { data: unknown }) => {
        if (listener !== null && typeof event.data === 'string') this.#note(event.data);
        listener?.(event);
      },
      set: (next: SocketLike['onmessage']) => {
        listener = next;
      },
    });
    return socket;
  }

  #note(text: string): void {
    const message = decodeServerMessage(text);
    if (message?.type !== 'ready') return;
    this.#repaintLeft = message.repaintBytes;
    this.#hasRepaint ||= message.offset > 0;
  }

  #write(bytes: string | Uint8Array, done?: () => void): void {
    this.#written = new Promise((resolve) => {
      this.#terminal.write(bytes, () => {
        done?.();
        resolve();
      });
    });
  }

  #tell(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers();
    changed.resolve();
  }
}
