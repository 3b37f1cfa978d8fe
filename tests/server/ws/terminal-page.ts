import { on } from 'node:events';
import type { WebSocket } from 'ws';
import { type ClientMessage, decodeServerMessage, encode, type ServerMessage } from '../../../server/protocol/messages.ts';

type Frame = { readonly message: ServerMessage } | { readonly output: Buffer };

/** The raw protocol, frame by frame. Frames queue from the first one, so that none is missed. */
export class TerminalPage implements Disposable {
  /** How many frames were taken. */
  frames = 0;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #socket: WebSocket;
  readonly #frames: AsyncIterator<[Buffer, boolean]>;
  readonly #stop = new AbortController();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#frames = on(socket, 'message', { signal: this.#stop.signal }) as AsyncIterator<[Buffer, boolean]>;
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** The next control message. Fails when output comes before it. */
  async message(): Promise<ServerMessage> {
    const frame = await this.#next();
    if ('output' in frame) throw new Error(`output where a message was expected: ${frame.output}`);
    return frame.message;
  }

  /** Output until it ends with `ending`. Fails when a message comes before it. */
  async outputUntil(ending: string): Promise<string> {
    const pieces: Buffer[] = [];
    while (!Buffer.concat(pieces).toString().endsWith(ending)) {
      const frame = await this.#next();
      if ('message' in frame) throw new Error(`${frame.message.type} where output was expected`);
      pieces.push(frame.output);
    }
    return Buffer.concat(pieces).toString();
  }

  /** Takes in `ready` and the repaint after it. */
  async ready(): Promise<Extract<ServerMessage, { type: 'ready' }> & { readonly repaint: string }> {
    const message = await this.message();
    if (message.type !== 'ready') throw new Error(`${message.type} where ready was expected`);
    const repaint = message.repaintBytes === 0 ? undefined : await this.#next();
    return { ...message, repaint: repaint !== undefined && 'output' in repaint ? repaint.output.toString() : '' };
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(message: ClientMessage): void {
    this.#socket.send(encode(message));
  }

  sendRaw(frame: string | Buffer): void {
    this.#socket.send(frame);
  }

  type(keys: string): void {
    this.#socket.send(Buffer.from(keys));
  }

  /** Stops reading from the network, as a page that hangs does. */
  freeze(): void {
    this.#socket.pause();
  }

  /** Goes without a goodbye. */
  [Symbol.dispose](): void {
    this.#stop.abort();
    this.#socket.terminate();
  }

  async #next(): Promise<Frame> {
    const { value } = await this.#frames.next();
    this.frames += 1;
    const [bytes, isBinary] = value as [Buffer, boolean];
    if (isBinary) return { output: bytes };
    const message = decodeServerMessage(bytes.toString());
    if (message === undefined) throw new Error(`not a message: ${bytes}`);
    return { message };
  }
}
