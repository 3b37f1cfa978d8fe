import type { CreateOptions, Sandbox, SandboxDriver } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { ObserverLink } from '../observer/observer-link.ts';
import { spawnAgent } from '../observer/spawn-agent.ts';
import { LocalSandbox } from './local-sandbox.ts';

export interface LocalDriverOptions {
  /** What went wrong where nobody waited for an answer; for the log. */
  onFault(error: unknown): void;
}

/**
 * This very machine is the lab: for one machine per learner, and for a grading runner. Nobody is kept apart from anybody,
 * limits do not apply, and nothing is set up or put back: the machine is as its owner made it.
 */
export class LocalDriver implements SandboxDriver {
  readonly kind = 'local';
  readonly isolation = 'none';
  readonly outlivesServer = false;
  readonly #observer: ObserverLink;
  #sandbox: LocalSandbox | undefined;

  constructor(options: LocalDriverOptions) {
    this.#observer = new ObserverLink({ connect: () => spawnAgent(), onFault: (error) => options.onFault(error) });
  }

  /** There is one machine: a second sandbox is `sandbox/out-of-capacity` until the first is disposed of. */
  async create(options: CreateOptions): Promise<Sandbox> {
    options.signal.throwIfAborted();
    if (this.#sandbox !== undefined) throw new SandboxError('sandbox/out-of-capacity', 'this machine is in use');
    const sandbox = new LocalSandbox(this.#observer);
    this.#sandbox = sandbox;
    void sandbox.gone.then(() => this.#release(sandbox));
    options.onStage?.('ready');
    return sandbox;
  }

  /** Shells end with the process that started them. */
  async adopt(): Promise<Sandbox[]> {
    return [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sandbox?.[Symbol.asyncDispose]();
    await this.#observer[Symbol.asyncDispose]();
  }

  #release(sandbox: LocalSandbox): void {
    if (this.#sandbox === sandbox) this.#sandbox = undefined;
  }
}
