import type { Duplex } from 'node:stream';
import { SandboxError } from '../errors.ts';
import { AgentConnection } from './agent-connection.ts';
import type { AgentAnswer, AgentEvent, AgentRequest } from './agent-message.ts';
import { ObservedSandbox, type ObservedSandboxOptions } from './observed-sandbox.ts';

/** A hung inner Docker and a slow iptables may each take their own time-out within one look. */
const ANSWER_TIMEOUT_MS = 12_000;
const PING_TIMEOUT_MS = 2000;
/** Until the agent's first line: a container exec and a Python start on a busy machine. */
const HELLO_TIMEOUT_MS = 15_000;
const RESTART_FIRST_MS = 250;
const RESTART_LAST_MS = 5000;
/** An agent that ends sooner is started again less and less often: something is wrong with what it looks at. */
const PROVEN_AFTER_MS = 30_000;

export interface ObserverLinkOptions {
  /** Starts the agent, or reaches a running one: a stream of its standard input and output. */
  readonly connect: () => Promise<Duplex>;
  /** For the log: what went wrong where nobody was waiting for an answer. */
  readonly onFault?: (error: unknown, sandboxId: string | undefined) => void;
}

/**
 * The way to one engine's agent, shared by all its sandboxes. Connects when first needed; when the agent ends, starts it
 * anew as long as somebody listens, and takes up every watch again.
 */
export class ObserverLink implements AsyncDisposable {
  readonly #options: ObserverLinkOptions;
  readonly #sandboxes = new Map<string, ObservedSandbox>();
  readonly #stop = new AbortController();
  #connection: Promise<AgentConnection> | undefined;
  #restartMs = RESTART_FIRST_MS;
  #restartTimer: NodeJS.Timeout | undefined;

  constructor(options: ObserverLinkOptions) {
    this.#options = options;
  }

  /** The handle of one sandbox; the caller disposes it with the sandbox. */
  attach(options: ObservedSandboxOptions): ObservedSandbox {
    const sandbox = new ObservedSandbox(
      {
        ask: (request, timeoutMs) => this.#ask(request, timeoutMs),
        report: (error, sandboxId) => this.#options.onFault?.(error, sandboxId),
        release: (sandboxId) => this.#release(sandboxId, sandbox),
      },
      options,
    );
    this.#sandboxes.set(options.sandboxId, sandbox);
    return sandbox;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#restartTimer);
    const connection = await this.#connection?.catch(() => undefined);
    connection?.[Symbol.dispose]();
    await connection?.ended;
  }

  #release(sandboxId: string, sandbox: ObservedSandbox): void {
    if (this.#sandboxes.get(sandboxId) === sandbox) this.#sandboxes.delete(sandboxId);
  }

  async #ask(request: AgentRequest, timeoutMs = ANSWER_TIMEOUT_MS): Promise<AgentAnswer & { readonly ok: true }> {
    const connection = await this.#connected();
    try {
      return await connection.ask(request, timeoutMs);
    } catch (error) {
      if (error instanceof SandboxError && error.code === 'sandbox/observer-failed') void this.#examine(connection);
      throw error;
    }
  }

  /** Ends an agent that does not even answer a ping, so that a new one is started. */
  async #examine(connection: AgentConnection): Promise<void> {
    try {
      await connection.ask({ op: 'ping' }, PING_TIMEOUT_MS);
    } catch {
      connection[Symbol.dispose]();
    }
  }

  #connected(): Promise<AgentConnection> {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async #connect(): Promise<AgentConnection> {
    try {
      const connection = await this.#greeted();
      const since = performance.now();
      void connection.ended.then(() => {
        if (performance.now() - since > PROVEN_AFTER_MS) this.#restartMs = RESTART_FIRST_MS;
        this.#lost();
      });
      return connection;
    } catch (error) {
      this.#connection = undefined;
      this.#restartLater();
      throw new SandboxError('sandbox/observer-failed', 'the observer does not start', { cause: error });
    }
  }

  /** A connection that has said hello. */
  async #greeted(): Promise<AgentConnection> {
    this.#stop.signal.throwIfAborted();
    const stream = await this.#options.connect();
    const { promise: hello, resolve } = Promise.withResolvers<boolean>();
    const connection = new AgentConnection(stream, (event) => (event.event === 'hello' ? resolve(true) : this.#hear(event)));
    const timer = setTimeout(() => resolve(false), HELLO_TIMEOUT_MS);
    const stop = () => resolve(false);
    this.#stop.signal.addEventListener('abort', stop, { once: true });
    void connection.ended.then(stop);
    const greeted = await hello;
    clearTimeout(timer);
    this.#stop.signal.removeEventListener('abort', stop);
    if (greeted) return connection;
    connection[Symbol.dispose]();
    throw new Error('no hello from the observer');
  }

  #hear(event: Exclude<AgentEvent, { event: 'hello' }>): void {
    this.#sandboxes.get(event.sandbox)?.hear(event);
  }

  #lost(): void {
    this.#connection = undefined;
    if (this.#stop.signal.aborted) return;
    this.#options.onFault?.(new SandboxError('sandbox/observer-failed', 'the observer has ended'), undefined);
    this.#restartLater();
  }

  #restartLater(): void {
    if (this.#stop.signal.aborted || this.#restartTimer !== undefined) return;
    this.#restartTimer = setTimeout(() => {
      this.#restartTimer = undefined;
      for (const sandbox of this.#sandboxes.values()) sandbox.forgotten();
    }, this.#restartMs);
    this.#restartMs = Math.min(this.#restartMs * 2, RESTART_LAST_MS);
  }
}
