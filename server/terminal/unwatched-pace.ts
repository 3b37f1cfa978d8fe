import type { Clock } from '../clock.ts';

/** What a shell may print a second while no page looks. More than any build does; a flood for nobody would take everybody's time. */
export const UNWATCHED_BYTES_PER_SECOND = 256 * 1024;
const SECOND_MS = 1000;

/** Makes a shell that nobody looks at wait once it has printed its share, until the second is over. */
export class UnwatchedPace implements Disposable {
  readonly #clock: Clock;
  readonly #hold: (isOn: boolean) => void;
  #left = UNWATCHED_BYTES_PER_SECOND;
  #second: Disposable | undefined;

  constructor(clock: Clock, hold: (isOn: boolean) => void) {
    this.#clock = clock;
    this.#hold = hold;
  }

  spend(bytes: number): void {
    this.#second ??= this.#clock.after(SECOND_MS, () => this.end());
    this.#left -= bytes;
    if (this.#left < 0) this.#hold(true);
  }

  /** Somebody looks, or the second is over. */
  end(): void {
    this.#second?.[Symbol.dispose]();
    this.#second = undefined;
    this.#left = UNWATCHED_BYTES_PER_SECOND;
    this.#hold(false);
  }

  [Symbol.dispose](): void {
    this.#second?.[Symbol.dispose]();
  }
}
