import type { Sandbox } from '../../sandbox/driver.ts';
import { type Clock, pause } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../store/open-store.ts';
import { forgetSandbox } from '../store/sandbox-records.ts';

/** An engine that cannot remove a machine at this moment is asked again after this. */
const RETRY_MS = 5000;

/** Ends machines in the background, and keeps trying while the engine cannot. */
export class Removals implements AsyncDisposable {
  readonly #parts: { readonly store: Store; readonly clock: Clock; readonly log: Logger };
  readonly #stop = new AbortController();
  readonly #running = new Map<Sandbox, Promise<void>>();

  constructor(parts: { readonly store: Store; readonly clock: Clock; readonly log: Logger }) {
    this.#parts = parts;
  }

  add(sandbox: Sandbox): void {
    if (this.#running.has(sandbox)) return;
    this.#running.set(
      sandbox,
      this.#remove(sandbox).finally(() => this.#running.delete(sandbox)),
    );
  }

  /** Waits for removals under way; those that fail are left to the next process. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running.values());
  }

  async #remove(sandbox: Sandbox): Promise<void> {
    const { log, clock } = this.#parts;
    const startedAt = clock.now();
    do {
      try {
        await sandbox[Symbol.asyncDispose]();
        await forgetSandbox(this.#parts.store, sandbox.id);
        log.info({ sandboxId: sandbox.id, durationMs: clock.now() - startedAt }, 'sandbox removed');
        return;
      } catch (error) {
        log.warn({ error, sandboxId: sandbox.id }, 'sandbox could not be removed');
        await pause(clock, RETRY_MS, this.#stop.signal);
      }
    } while (!this.#stop.signal.aborted);
  }
}
