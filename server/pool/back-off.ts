import type { Clock } from '../clock.ts';

const FIRST_PAUSE_MS = 1000;
/** Long enough to be no load on an engine that is down, short enough that a class hardly notices it is back. */
const LONGEST_PAUSE_MS = 15_000;

/** Doubling pauses between attempts, from the first failure until the next success. */
export class BackOff implements Disposable {
  readonly #clock: Clock;
  readonly #onRetry: () => void;
  #pauseMs = 0;
  #timer: Disposable | undefined;

  constructor(clock: Clock, onRetry: () => void) {
    this.#clock = clock;
    this.#onRetry = onRetry;
  }

  get waiting(): boolean {
    return this.#timer !== undefined;
  }

  /** True between a failure and the next success. */
  get failing(): boolean {
    return this.#pauseMs > 0;
  }

  failed(): void {
    if (this.waiting) return;
    this.#pauseMs = Math.min(this.#pauseMs === 0 ? FIRST_PAUSE_MS : this.#pauseMs * 2, LONGEST_PAUSE_MS);
    this.#timer = this.#clock.after(this.#pauseMs, () => {
      this.#timer = undefined;
      this.#onRetry();
    });
  }

  succeeded(): void {
    this[Symbol.dispose]();
    this.#pauseMs = 0;
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
