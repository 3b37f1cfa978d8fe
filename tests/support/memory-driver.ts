import type { CreateOptions, Sandbox, SandboxDriver } from '../../sandbox/driver.ts';
import { MemorySandbox } from './memory-sandbox.ts';

interface Pending {
  readonly options: CreateOptions;
  readonly settle: PromiseWithResolvers<Sandbox>;
}

/** An engine in memory. By default machines come up at once; a test may hold them back, or make the engine fail. */
export class MemoryDriver implements SandboxDriver {
  readonly kind = 'docker';
  readonly isolation = 'memory';
  readonly outlivesServer = true;
  readonly made: MemorySandbox[] = [];
  readonly #pending: Pending[] = [];
  /** What the next boots fail with, one each. */
  readonly failures: Error[] = [];
  /** What each boot fails with, as long as it is set. */
  down: Error | undefined;
  /** True keeps boots waiting for `bootNext`. */
  held = false;
  attempts = 0;

  get booting(): number {
    return this.#pending.length;
  }

  get alive(): MemorySandbox[] {
    return this.made;
  }

  create(options: CreateOptions): Promise<Sandbox> {
    this.attempts += 1;
    const failure = this.down ?? this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    if (!this.held) return Promise.resolve(this.#make());
    const settle = Promise.withResolvers<Sandbox>();
    const pending = { options, settle };
    this.#pending.push(pending);
    options.signal.addEventListener('abort', () => this.#withdraw(pending));
    return settle.promise;
  }

  /** Lets the machine that has waited longest come up. */
  bootNext(): void {
    this.#pending.shift()?.settle.resolve(this.#make());
  }

  failNext(error: Error): void {
    this.#pending.shift()?.settle.reject(error);
  }

  stageNext(stage: 'network' | 'docker' | 'ready'): void {
    this.#pending[0]?.options.onStage?.(stage);
  }

  async adopt(): Promise<Sandbox[]> {
    return [...this.made];
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #make(): MemorySandbox {
    const sandbox = new MemorySandbox();
    this.made.push(sandbox);
    void sandbox.gone.then(() => this.made.splice(this.made.indexOf(sandbox), 1));
    return sandbox;
  }

  #withdraw(pending: Pending): void {
    const index = this.#pending.indexOf(pending);
    if (index < 0) return;
    this.#pending.splice(index, 1);
    pending.settle.reject(pending.options.signal.reason as Error);
  }
}
