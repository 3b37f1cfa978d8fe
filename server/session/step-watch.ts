import type { Sandbox } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import { Disposables } from '../lifecycle.ts';

/** An observer that cannot look at this moment is asked again after this: its restart takes about as long. */
const LOOK_AGAIN_MS = 3000;

export interface StepWatchParts {
  /** What is watched, to tell one watch from the next. */
  readonly key: string;
  readonly sandbox: Sandbox;
  readonly counters: boolean;
  readonly clock: Clock;
  onObservation(observation: Observation): void;
  /** The machine cannot be looked at. It is tried again, and changes are still followed. */
  onBlind(error: unknown): void;
}

/** Follows a machine while somebody looks: what it is to begin with, then each change. */
export class StepWatch implements Disposable {
  readonly key: string;
  readonly #parts: StepWatchParts;
  readonly #cleanup = new Disposables();
  #latest = -1;
  #retry: Disposable | undefined;

  constructor(parts: StepWatchParts) {
    this.key = parts.key;
    this.#parts = parts;
    const { sandbox, counters } = parts;
    this.#cleanup.use(sandbox.onObservation((observation) => this.#receive(observation), { counters }));
    this.#cleanup.defer(() => this.#retry?.[Symbol.dispose]());
    void this.#look();
  }

  [Symbol.dispose](): void {
    this.#cleanup[Symbol.dispose]();
  }

  /** Something went wrong that may pass: looks again after a while, though nothing changes. */
  lookAgain(): void {
    if (this.#cleanup.disposed) return;
    this.#retry?.[Symbol.dispose]();
    this.#retry = this.#parts.clock.after(LOOK_AGAIN_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    try {
      this.#receive(await this.#parts.sandbox.observe());
    } catch (error) {
      if (this.#cleanup.disposed) return;
      this.#parts.onBlind(error);
      this.lookAgain();
    }
  }

  /** The first look and the first change may overtake one another; what is older is dropped. */
  #receive(observation: Observation): void {
    if (this.#cleanup.disposed || observation.sequence <= this.#latest) return;
    this.#latest = observation.sequence;
    this.#parts.onObservation(observation);
  }
}
