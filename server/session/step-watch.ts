import type { Sandbox } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import { Disposables } from '../lifecycle.ts';

export interface StepWatchParts {
  /** What is watched, to tell one watch from the next. */
  readonly key: string;
  readonly sandbox: Sandbox;
  readonly counters: boolean;
  onObservation(observation: Observation): void;
  /** The machine could not be looked at to begin with. Changes are still followed. */
  onBlind(error: unknown): void;
}

/** Follows a machine while somebody looks: what it is to begin with, then each change. */
export class StepWatch implements Disposable {
  readonly key: string;
  readonly #parts: StepWatchParts;
  readonly #cleanup = new Disposables();
  #latest = -1;

  constructor(parts: StepWatchParts) {
    this.key = parts.key;
    this.#parts = parts;
    const { sandbox, counters } = parts;
    this.#cleanup.use(sandbox.onObservation((observation) => this.#receive(observation), { counters }));
    void this.#lookOnce();
  }

  [Symbol.dispose](): void {
    this.#cleanup[Symbol.dispose]();
  }

  async #lookOnce(): Promise<void> {
    try {
      this.#receive(await this.#parts.sandbox.observe());
    } catch (error) {
      if (!this.#cleanup.disposed && this.#latest < 0) this.#parts.onBlind(error);
    }
  }

  /** The first look and the first change may overtake one another; what is older is dropped. */
  #receive(observation: Observation): void {
    if (this.#cleanup.disposed || observation.sequence <= this.#latest) return;
    this.#latest = observation.sequence;
    this.#parts.onObservation(observation);
  }
}
