import { type Duplex, finished } from 'node:stream';
import type { OpenTerminalOptions, Terminal } from '../driver.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { encodeKill, encodeList, type HolderMessage, malformed } from './frames.ts';
import { HolderTerminal } from './holder-terminal.ts';

const ANSWER_TIMEOUT_MS = 10_000;

/**
 * The holder of one sandbox's terminals, from the server's side. Every terminal and every question has a connection of
 * its own, which `connect` makes: `connectToHolder` on the engine's own host, `connectThrough` a relay elsewhere.
 */
export class TerminalHolder {
  readonly #connect: () => Promise<Duplex>;
  /** By id; a terminal opened after a kill is a new one, though the two go by different connections. */
  readonly #kills = new Map<string, Promise<unknown>>();

  constructor(connect: () => Promise<Duplex>) {
    this.#connect = connect;
  }

  /** Attaches to the shell with this id, and starts it when it does not run. A newer attachment ends an older one. */
  async open(options: OpenTerminalOptions): Promise<Terminal> {
    await this.#kills.get(options.id);
    const stream = await this.#connect();
    return HolderTerminal.open(stream, { ...options, kill: () => this.#kill(options.id) });
  }

  /** The ids of the terminals whose shells are running. */
  async list(): Promise<string[]> {
    const answer = await this.#ask(encodeList());
    if (answer.type !== 'list') throw malformed(`a ${answer.type} where a list was asked for`);
    return answer.ids;
  }

  /** A holder that cannot be reached is gone, and its shells with it. */
  #kill(id: string): void {
    const kill: Promise<unknown> = this.#ask(encodeKill(id))
      .catch(() => undefined)
      .finally(() => this.#kills.get(id) === kill && this.#kills.delete(id));
    this.#kills.set(id, kill);
  }

  async #ask(question: Buffer): Promise<HolderMessage> {
    const stream = await this.#connect();
    const answer = Promise.withResolvers<HolderMessage>();
    const fail = (error: unknown) => answer.reject(error);
    const deadline = setTimeout(() => fail(malformed('no answer in time')), ANSWER_TIMEOUT_MS);
    const decoder = new FrameDecoder({ onOutput: () => fail(malformed('output unasked')), onMessage: answer.resolve });
    stream.on('data', (chunk: Buffer) => decode(decoder, chunk, fail));
    finished(stream, { writable: false }, () => fail(malformed('no answer')));
    stream.write(question);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(deadline);
      stream.destroy();
    }
  }
}

function decode(decoder: FrameDecoder, chunk: Buffer, fail: (error: unknown) => void): void {
  try {
    decoder.push(chunk);
  } catch (error) {
    fail(error);
  }
}
