import { type Duplex, finished } from 'node:stream';
import type { OpenTerminalOptions, Terminal, TerminalSize } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { CLIENT_PAYLOAD_MAX_BYTES, encodeInput, encodeOpen, encodeResize, type HolderMessage, malformed } from './frames.ts';
import { OutputGate } from './output-gate.ts';

/** How long the holder may take to start a shell: it forks and answers, but on a machine that may be very busy. */
const HELLO_TIMEOUT_MS = 10_000;
/** What a program that reads nothing may leave unread in our memory. Nobody types that much; of a paste, the rest is lost. */
const UNREAD_INPUT_MAX_BYTES = 1_048_576;
const GONE = -1;

export interface HolderTerminalOptions extends OpenTerminalOptions {
  /** Ends the shell by other means than the stream, which may be full of unread input. Never throws. */
  readonly kill: () => void;
}

/** One attachment, on a stream of its own, to a shell that the sandbox's holder keeps. */
export class HolderTerminal implements Terminal {
  readonly id: string;
  readonly exited: Promise<{ readonly exitCode: number }>;
  readonly kill: () => void;
  readonly #stream: Duplex;
  readonly #gate: OutputGate;
  readonly #opened = Promise.withResolvers<void>();
  readonly #exit = Promise.withResolvers<{ readonly exitCode: number }>();
  #start: number | undefined;
  /** The latest size that waits until the holder reads on. */
  #unsentSize: TerminalSize | undefined;

  /** Owns the stream from now on. Rejects with `sandbox/terminal-failed`. */
  static async open(stream: Duplex, options: HolderTerminalOptions): Promise<HolderTerminal> {
    const terminal = new HolderTerminal(stream, options);
    const deadline = setTimeout(() => terminal.#refuse('no answer in time'), HELLO_TIMEOUT_MS);
    stream.write(encodeOpen(options));
    try {
      await terminal.#opened.promise;
      return terminal;
    } catch (error) {
      stream.destroy();
      throw error;
    } finally {
      clearTimeout(deadline);
    }
  }

  private constructor(stream: Duplex, options: HolderTerminalOptions) {
    this.id = options.id;
    this.kill = options.kill;
    this.exited = this.#exit.promise;
    this.#stream = stream;
    this.#gate = new OutputGate(stream);
    const decoder = new FrameDecoder({
      onOutput: (bytes) => this.#receiveOutput(bytes),
      onMessage: (message) => this.#receive(message),
    });
    stream.on('data', (chunk: Buffer) => this.#decode(decoder, chunk));
    stream.on('drain', () => this.#sendSize());
    finished(stream, { writable: false }, () => this.#finish(GONE));
  }

  get start(): number {
    return this.#start ?? 0;
  }

  onOutput(listener: (chunk: Uint8Array) => void): Disposable {
    return this.#gate.listen(listener);
  }

  write(bytes: Uint8Array): void {
    if (!this.#takesMore) return;
    for (let at = 0; at < bytes.length; at += CLIENT_PAYLOAD_MAX_BYTES) {
      this.#stream.write(encodeInput(bytes.subarray(at, at + CLIENT_PAYLOAD_MAX_BYTES)));
    }
  }

  resize(size: TerminalSize): void {
    this.#unsentSize = size;
    if (this.#takesMore) this.#sendSize();
  }

  pause(): void {
    this.#gate.pause();
  }

  resume(): void {
    this.#gate.resume();
  }

  [Symbol.dispose](): void {
    this.#stream.destroy();
  }

  get #takesMore(): boolean {
    return this.#stream.writable && this.#stream.writableLength <= UNREAD_INPUT_MAX_BYTES;
  }

  #sendSize(): void {
    const size = this.#unsentSize;
    this.#unsentSize = undefined;
    if (size !== undefined && this.#stream.writable) this.#stream.write(encodeResize(size));
  }

  #decode(decoder: FrameDecoder, chunk: Buffer): void {
    try {
      decoder.push(chunk);
    } catch (error) {
      this.#opened.reject(error);
      this.#stream.destroy();
      // A listener's bug costs this terminal only: thrown from here it would end the server.
      if (!(error instanceof SandboxError)) {
        void Promise.reject(new Error(`a listener of terminal ${this.id} broke`, { cause: error }));
      }
    }
  }

  /** Nobody listens before the greeting, so what came earlier would be kept without an end. */
  #receiveOutput(bytes: Uint8Array): void {
    if (this.#start === undefined) throw malformed('output before its greeting');
    this.#gate.push(bytes);
  }

  #receive(message: HolderMessage): void {
    switch (message.type) {
      case 'hello':
        if (this.#start !== undefined) throw malformed('a second greeting');
        this.#start = message.start;
        this.#stream.pause();
        this.#opened.resolve();
        return;
      case 'exited':
        this.#finish(message.exitCode);
        return;
      case 'error':
        this.#refuse(message.code);
        return;
      default:
        this.#refuse(`a ${message.type} out of turn`);
    }
  }

  #refuse(reason: string): void {
    this.#opened.reject(new SandboxError('sandbox/terminal-failed', `terminal ${this.id}: ${reason}`));
    this.#finish(GONE);
    this.#stream.destroy();
  }

  #finish(exitCode: number): void {
    this.#opened.reject(new SandboxError('sandbox/terminal-failed', `terminal ${this.id}: the holder hung up`));
    this.#gate.end(() => {
      this.#exit.resolve({ exitCode });
      this.#stream.destroy();
    });
  }
}
