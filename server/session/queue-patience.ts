import type { Clock } from '../clock.ts';
import type { MachineStatus } from './machine-status.ts';

/** Long enough for a laptop that is carried to another room, short enough that nobody waits behind those who have gone. */
const PATIENCE_MS = 5 * 60_000;

/** Gives the place of a learner in the queue away when no page of theirs has been open for a while. */
export class QueuePatience implements Disposable {
  readonly #clock: Clock;
  readonly #onOver: () => void;
  #isQueued = false;
  #timer: Disposable | undefined;

  constructor(clock: Clock, onOver: () => void) {
    this.#clock = clock;
    this.#onOver = onOver;
  }

  follow(status: MachineStatus, isAway: boolean): void {
    this.#isQueued = isQueued(status);
    this.attend(isAway);
  }

  /** `isAway`: no page is open. */
  attend(isAway: boolean): void {
    if (!(isAway && this.#isQueued)) this[Symbol.dispose]();
    else this.#timer ??= this.#clock.after(PATIENCE_MS, () => this.#onOver());
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}

export function isQueued(status: MachineStatus): boolean {
  return status.state === 'starting' && status.stage === 'queued';
}
