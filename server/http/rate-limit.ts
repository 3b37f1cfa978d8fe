import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';

interface Bucket {
  tokens: number;
  at: number;
}

export interface Rate {
  /** How many at once. */
  readonly burst: number;
  /** How long until one more is allowed. */
  readonly refillMs: number;
}

/** Beyond this many callers the full buckets are forgotten, which changes nothing for anybody. */
const MAX_BUCKETS = 10_000;

/** Lets each caller do something now and then, and a few times at once. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
  }

  /** Counts one use; throws `too-many-requests` when there have been too many. */
  spend(caller: string): void {
    const now = this.#clock.now();
    const tokens = this.#tokens(this.#buckets.get(caller), now);
    if (tokens < 1) throw new Problem('too-many-requests');
    this.#buckets.set(caller, { tokens: tokens - 1, at: now });
    if (this.#buckets.size > MAX_BUCKETS) this.#forgetFull(now);
  }

  #tokens(bucket: Bucket | undefined, now: number): number {
    if (bucket === undefined) return this.#rate.burst;
    return Math.min(this.#rate.burst, bucket.tokens + (now - bucket.at) / this.#rate.refillMs);
  }

  #forgetFull(now: number): void {
    for (const [caller, bucket] of this.#buckets) {
      if (this.#tokens(bucket, now) >= this.#rate.burst) this.#buckets.delete(caller);
    }
  }
}
