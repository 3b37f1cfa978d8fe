/** Soon at first, for a blip; then rarely enough that a class of browsers does not keep a starting server busy. */
const FIRST_MS = 250;
const LONGEST_MS = 5000;
/** Spread, so that pages which lost their server together do not come back together. */
const SPREAD = 0.25;

/** How long to wait before each next attempt. */
export class Backoff {
  readonly #random: () => number;
  #attempts = 0;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  next(): number {
    const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    return Math.round(delay * (1 - SPREAD + 2 * SPREAD * this.#random()));
  }

  reset(): void {
    this.#attempts = 0;
  }
}
