import type { Clock } from '../clock.ts';
import type { Outlook } from '../pool/forecast.ts';
import type { MachineStatus } from './machine-status.ts';
import { QueuePatience } from './queue-patience.ts';

export interface ExpiryParts {
  readonly clock: Clock;
  readonly idleMs: number;
  onExpired(reason: 'idle' | 'old' | 'not-waiting'): void;
}

/**
 * Watches one machine's two deadlines, and the place in the queue before it. Neither input nor an open page for `idleMs` ends a
 * machine as idle.
 */
export class Expiry implements Disposable {
  readonly #parts: ExpiryParts;
  readonly #patience: QueuePatience;
  #lastActivityAt: number;
  #openPages = 0;
  #expiresAt: number | undefined;
  #timer: Disposable | undefined;

  constructor(parts: ExpiryParts) {
    this.#parts = parts;
    this.#patience = new QueuePatience(parts.clock, () => parts.onExpired('not-waiting'));
    this.#lastActivityAt = parts.clock.now();
  }

  /** Takes in how the machine is now. */
  follow(status: MachineStatus): void {
    if (status.state === 'ready') this.arm(status.expiresAt);
    else this.disarm();
    this.#patience.follow(status, this.isAway);
  }

  /** Begins to watch a machine, or moves the day it is too old. */
  arm(expiresAt: number): void {
    this.#expiresAt = expiresAt;
    this.noteActivity();
    this.#wait();
  }

  disarm(): void {
    this.#expiresAt = undefined;
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  /** Cheap: the timer is not moved, it looks again when it fires. */
  noteActivity(): void {
    this.#lastActivityAt = this.#parts.clock.now();
  }

  /** When somebody was last seen here. */
  get lastActivityAt(): number {
    return this.#lastActivityAt;
  }

  /** Nobody has a page open here. */
  get isAway(): boolean {
    return this.#openPages === 0;
  }

  /** When the machine ends if nobody comes, for those who wait for its place. */
  outlook(expiresAt: number): Outlook {
    return { endsAt: this.idleEndsAt(expiresAt), isAway: this.isAway };
  }

  pageOpened(): void {
    this.#openPages += 1;
    this.noteActivity();
    this.#patience.attend(this.isAway);
  }

  pageClosed(): void {
    this.#openPages -= 1;
    this.noteActivity();
    this.#wait();
    this.#patience.attend(this.isAway);
  }

  /** With a page open, being too old is the only end in sight. */
  idleEndsAt(expiresAt: number): number {
    return this.#openPages > 0 ? expiresAt : Math.min(expiresAt, this.#lastActivityAt + this.#parts.idleMs);
  }

  [Symbol.dispose](): void {
    this.disarm();
    this.#patience[Symbol.dispose]();
  }

  #wait(): void {
    if (this.#expiresAt === undefined) return;
    this.#timer?.[Symbol.dispose]();
    const delayMs = Math.max(0, this.idleEndsAt(this.#expiresAt) - this.#parts.clock.now());
    this.#timer = this.#parts.clock.after(delayMs, () => this.#look());
  }

  #look(): void {
    const now = this.#parts.clock.now();
    if (this.#expiresAt === undefined) return;
    if (now >= this.#expiresAt) this.#parts.onExpired('old');
    else if (now >= this.idleEndsAt(this.#expiresAt)) this.#parts.onExpired('idle');
    else this.#wait();
  }
}
