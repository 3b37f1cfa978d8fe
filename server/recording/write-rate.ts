import type { Clock } from '../clock.ts';

/** A long `docker logs` at once, and after that as much as a person can have looked at. */
const BURST_BYTES = 256 * 1024;
const BYTES_PER_SECOND = 16 * 1024;
/** A flood is recorded in pieces of this size, rather than in crumbs with a gap before each. */
const LEAST_BYTES = 64 * 1024;

/** How much output of one terminal may be recorded: a flood would use up the session's room in a second. */
export class WriteRate {
  readonly #clock: Clock;
  #tokens = BURST_BYTES;
  #at: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  /** How many bytes may be written at this moment, these and what comes meanwhile; undefined when it is better to wait. */
  allowance(bytes: number): number | undefined {
    const now = this.#clock.now();
    this.#tokens = Math.min(BURST_BYTES, this.#tokens + (Math.max(0, now - this.#at) / 1000) * BYTES_PER_SECOND);
    this.#at = now;
    return bytes <= this.#tokens || this.#tokens >= LEAST_BYTES ? Math.floor(this.#tokens) : undefined;
  }

  spend(bytes: number): void {
    this.#tokens -= bytes;
  }
}
