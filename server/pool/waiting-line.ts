import type { Sandbox } from '../../sandbox/driver.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import type { Clock } from '../clock.ts';
import type { Boot } from './boot.ts';
import { assignments } from './boot-plan.ts';
import { flavourOf } from './flavour.ts';
import type { Span } from './forecast.ts';
import type { QueueReason, TakeProgress, TakeRequest } from './sandbox-source.ts';

/** A line is no place to grow without end in; a class is a tenth of it. */
const MAX_WAITERS = 1000;

interface Waiter {
  readonly flavour: string;
  readonly request: TakeRequest;
  readonly settle: PromiseWithResolvers<Sandbox>;
  readonly joinedAt: number;
  shown: string;
}

/** Learners come back and go while nothing happens in the pool; an estimate is looked at again after this. */
const LOOK_AGAIN_MS = 10_000;

/** What those who wait are told. */
export interface LineReport {
  readonly boots: readonly Boot[];
  readonly why: QueueReason;
  /** When each place of so long a queue gets its machine. */
  estimates(places: number): readonly (Span | undefined)[];
  /** What is to be told of a machine that is coming up. */
  progressOf(boot: Boot): TakeProgress;
}

/** Those who wait for a machine, first come first. */
export class WaitingLine {
  readonly #clock: Clock;
  readonly #onNews: () => void;
  #waiters: Waiter[] = [];
  #lookAgain: Disposable | undefined;

  /** `onNews` is called when somebody has left, and now and then while somebody waits. */
  constructor(clock: Clock, onNews: () => void) {
    this.#clock = clock;
    this.#onNews = onNews;
  }

  get flavours(): string[] {
    return this.#waiters.map((waiter) => waiter.flavour);
  }

  limitsOf(flavour: string): TakeRequest['limits'] | undefined {
    return this.#waiters.find((waiter) => waiter.flavour === flavour)?.request.limits;
  }

  /** Resolves with the machine that `serve` gives, however late; rejects when the request is withdrawn. */
  async join(request: TakeRequest): Promise<Sandbox> {
    request.signal.throwIfAborted();
    if (this.#waiters.length >= MAX_WAITERS) throw new SandboxError('sandbox/out-of-capacity', `${MAX_WAITERS} wait already`);
    const settle = Promise.withResolvers<Sandbox>();
    const waiter: Waiter = { flavour: flavourOf(request.limits), request, settle, joinedAt: this.#clock.now(), shown: '' };
    if (request.hasPlace) this.#waiters.unshift(waiter);
    else this.#waiters.push(waiter);
    const leave = (reason: unknown) => {
      if (!this.#remove(waiter)) return;
      settle.reject(reason);
      this.#onNews();
    };
    const withdraw = () => leave(request.signal.reason);
    request.signal.addEventListener('abort', withdraw);
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
    this.#rest();
  }

  /** Tells everybody how far their machine is, when that has changed. */
  report({ boots, why, estimates, progressOf }: LineReport): void {
    const assigned = assignments({ waiting: this.flavours, booting: boots.map(({ flavour }) => flavour) });
    const spans = estimates(assigned.filter((index) => index === undefined).length);
    let place = 0;
    for (const [index, waiter] of [...this.#waiters].entries()) {
      const boot = boots[assigned[index] ?? -1];
      if (boot !== undefined) tell(waiter, progressOf(boot));
      else {
        const estimate = spans[place];
        place += 1;
        const stageSince = waiter.joinedAt;
        tell(waiter, { stage: 'queued', place, why, stageSince, ...(estimate && { estimate: wholeSeconds(estimate) }) });
      }
    }
    if (this.#waiters.length === 0) return;
    this.#lookAgain ??= this.#clock.after(LOOK_AGAIN_MS, () => {
      this.#lookAgain = undefined;
      this.#onNews();
    });
  }

  #remove(waiter: Waiter): boolean {
    const index = this.#waiters.indexOf(waiter);
    if (index < 0) return false;
    this.#waiters.splice(index, 1);
    if (this.#waiters.length === 0) this.#rest();
    return true;
  }

  #rest(): void {
    this.#lookAgain?.[Symbol.dispose]();
    this.#lookAgain = undefined;
  }
}

function tell(waiter: Waiter, progress: TakeProgress): void {
  const shown = JSON.stringify(progress);
  if (waiter.shown === shown) return;
  waiter.shown = shown;
  waiter.request.onProgress(progress);
}

/** Finer than an estimate can be, and coarse enough that it is not told anew for nothing. */
function wholeSeconds({ from, to }: Span): Span {
  return { from: Math.floor(from / 1000) * 1000, to: Math.ceil(to / 1000) * 1000 };
}
