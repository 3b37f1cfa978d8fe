import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../store/open-store.ts';
import { addWorkTime } from '../store/work-time-records.ts';

/** Reading a lesson takes minutes without a key; whoever does nothing for longer than this is away. */
export const LONGEST_PAUSE_MS = 5 * 60_000;
/** What a crash may cost. */
const SAVE_AFTER_MS = 10_000;

export interface WorkTimeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sessionId: string;
}

/** Counts how long a learner works on each step until it is passed. What is known already lives in the store; this adds to it. */
export class WorkTime implements Disposable {
  readonly #parts: WorkTimeParts;
  readonly #unsaved = new Map<string, number>();
  /** The step in front of the learner, while there is still something to do on it. */
  #step: string | undefined;
  #seenAt: number | undefined;
  #timer: Disposable | undefined;

  constructor(parts: WorkTimeParts) {
    this.#parts = parts;
  }

  /** The learner has this step in front of them. */
  enter(step: string, isPassed: boolean): void {
    this.#step = isPassed ? undefined : step;
  }

  /** The learner does something. */
  note(): void {
    const now = this.#parts.clock.now();
    const pauseMs = now - (this.#seenAt ?? now);
    this.#seenAt = now;
    if (this.#step === undefined || pauseMs <= 0 || pauseMs > LONGEST_PAUSE_MS) return;
    this.#unsaved.set(this.#step, (this.#unsaved.get(this.#step) ?? 0) + pauseMs);
    this.#timer ??= this.#parts.clock.after(SAVE_AFTER_MS, () => void this.save());
  }

  /** Nothing is left to do on the step. */
  finish(step: string): void {
    this.note();
    if (this.#step === step) this.#step = undefined;
  }

  async save(): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const { store, sessionId, log } = this.#parts;
    const unsaved = [...this.#unsaved];
    this.#unsaved.clear();
    try {
      for (const [step, workMs] of unsaved) await addWorkTime(store, { session_id: sessionId, step, work_ms: workMs });
    } catch (error) {
      log.warn({ error, sessionId }, 'work time could not be kept');
    }
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    if (this.#unsaved.size > 0) void this.save();
  }
}
