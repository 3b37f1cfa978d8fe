import type { BootStage, Sandbox } from '../../sandbox/driver.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import type { Clock } from '../clock.ts';
import { assignments } from './boot-plan.ts';
import { flavourOf } from './flavour.ts';
import type { TakeProgress, TakeRequest } from './sandbox-source.ts';

/** A learner who has waited this long is told that there is no room, rather than shown a wait without an end. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** Far more than will get a machine within the longest wait. */
const MAX_WAITERS = 1000;

interface Waiter {
  readonly flavour: string;
  readonly request: TakeRequest;
  readonly settle: PromiseWithResolvers<Sandbox>;
  shown: string;
}

/** Those who wait for a machine, first come first. */
export class WaitingLine {
  readonly #clock: Clock;
  readonly #onLeave: () => void;
  #waiters: Waiter[] = [];

  constructor(clock: Clock, onLeave: () => void) {
    this.#clock = clock;
    this.#onLeave = onLeave;
  }

  get flavours(): string[] {
    return this.#waiters.map((waiter) => waiter.flavour);
  }

  limitsOf(flavour: string): TakeRequest['limits'] | undefined {
    return this.#waiters.find((waiter) => waiter.flavour === flavour)?.request.limits;
  }

  /** Resolves with the machine that `serve` gives, or rejects when the request is withdrawn or the wait too long. */
  async join(request: TakeRequest): Promise<Sandbox> {
    request.signal.throwIfAborted();
    if (this.#waiters.length >= MAX_WAITERS) throw noRoom();
    const settle = Promise.withResolvers<Sandbox>();
    const waiter: Waiter = { flavour: flavourOf(request.limits), request, settle, shown: '' };
    this.#waiters.push(waiter);
    const leave = (reason: unknown) => {
      if (!this.#remove(waiter)) return;
      settle.reject(reason);
      this.#onLeave();
    };
    const withdraw = () => leave(request.signal.reason);
    request.signal.addEventListener('abort', withdraw);
    using _ = this.#clock.after(LONGEST_WAIT_MS, () => leave(noRoom()));
    try {
      return await settle.promise;
    } finally {
      request.signal.removeEventListener('abort', withdraw);
    }
  }

  /** Gives the machine to the first who waits for its flavour. False when nobody does. */
  serve(flavour: string, sandbox: Sandbox): boolean {
    const waiter = this.#waiters.find((candidate) => candidate.flavour === flavour);
    if (waiter === undefined) return false;
    this.#remove(waiter);
    waiter.settle.resolve(sandbox);
    return true;
  }

  /** Tells the first who waits for this flavour that it is not to be had. */
  fail(flavour: string, error: unknown): void {
    const waiter = this.#waiters.find((candidate) => candidate.flavour === flavour);
    if (waiter === undefined) return;
    this.#remove(waiter);
    waiter.settle.reject(error);
  }

  failAll(error: unknown): void {
    for (const waiter of this.#waiters.splice(0)) waiter.settle.reject(error);
  }

  /** Tells everybody how far their machine is, when that has changed. */
  report(boots: readonly { readonly flavour: string; readonly stage: BootStage }[]): void {
    const assigned = assignments({ waiting: this.flavours, booting: boots.map(({ flavour }) => flavour) });
    let place = 0;
    for (const [index, waiter] of [...this.#waiters].entries()) {
      const boot = boots[assigned[index] ?? -1];
      tell(waiter, boot === undefined ? { stage: 'queued', place: ++place } : { stage: boot.stage });
    }
  }

  #remove(waiter: Waiter): boolean {
    const index = this.#waiters.indexOf(waiter);
    if (index < 0) return false;
    this.#waiters.splice(index, 1);
    return true;
  }
}

function tell(waiter: Waiter, progress: TakeProgress): void {
  const shown = JSON.stringify(progress);
  if (waiter.shown === shown) return;
  waiter.shown = shown;
  waiter.request.onProgress(progress);
}

function noRoom(): SandboxError {
  return new SandboxError('sandbox/out-of-capacity', 'No machine became free in time');
}
