import type { Duplex } from 'node:stream';
import { SandboxError } from '../errors.ts';
import { type AgentAnswer, type AgentEvent, type AgentRequest, decodeAgentMessage } from './agent-message.ts';
import { LineSplitter } from './line-splitter.ts';

/** The agent bounds a snapshot well below this. */
const LINE_LIMIT_BYTES = 16 * 1024 * 1024;

interface Pending {
  readonly resolve: (answer: AgentAnswer) => void;
  readonly reject: (error: SandboxError) => void;
}

/** Requests and events over one run of the agent. Ends with its stream, and takes the stream with it. */
export class AgentConnection implements Disposable {
  /** Resolves once, when the stream has ended in any way; never rejects. */
  readonly ended: Promise<void>;
  readonly #stream: Duplex;
  readonly #lines = new LineSplitter(LINE_LIMIT_BYTES);
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(stream: Duplex, onEvent: (event: AgentEvent) => void) {
    this.#stream = stream;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    stream.on('data', (chunk: Uint8Array) => this.#receive(chunk, onEvent));
    // The reason does not matter here: `close` follows, and whoever waits is told then.
    stream.on('error', () => stream.destroy());
    stream.on('end', () => stream.destroy());
    stream.on('close', () => {
      this.#abandon();
      resolve();
    });
  }

  /** The agent's answer. Rejects with `sandbox/observer-failed` when none comes in time, `sandbox/gone` when the machine is no more. */
  async ask(request: AgentRequest, timeoutMs: number): Promise<AgentAnswer & { readonly ok: true }> {
    const answer = await this.#exchange(request, timeoutMs);
    if (answer.ok) return answer;
    throw new SandboxError(answer.error === 'gone' ? 'sandbox/gone' : 'sandbox/observer-failed', answer.message);
  }

  [Symbol.dispose](): void {
    this.#stream.destroy();
  }

  async #exchange(request: AgentRequest, timeoutMs: number): Promise<AgentAnswer> {
    if (this.#stream.destroyed) throw new SandboxError('sandbox/observer-failed', 'the observer has ended');
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<AgentAnswer>();
    this.#pending.set(id, { resolve, reject });
    const timer = setTimeout(
      () => reject(new SandboxError('sandbox/observer-failed', `no answer to ${request.op} in ${timeoutMs} ms`)),
      timeoutMs,
    );
    try {
      this.#stream.write(`${JSON.stringify({ id, ...request })}\n`);
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }

  #receive(chunk: Uint8Array, onEvent: (event: AgentEvent) => void): void {
    try {
      for (const line of this.#lines.push(chunk)) {
        const message = decodeAgentMessage(line);
        if ('event' in message) onEvent(message);
        else this.#pending.get(message.id)?.resolve(message);
      }
    } catch (error) {
      this.#stream.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #abandon(): void {
    for (const { reject } of this.#pending.values()) {
      reject(new SandboxError('sandbox/observer-failed', 'the observer has ended'));
    }
  }
}
