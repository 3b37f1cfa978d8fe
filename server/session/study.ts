import type { LoadedLab } from '../../labs/core/load-checks.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { StepProgress } from '../protocol/session-view.ts';
import type { SolutionView } from '../protocol/solution.ts';
import type { Store } from '../store/open-store.ts';
import type { ProgressRows } from '../store/progress-records.ts';
import { findStep } from './lab-shelf.ts';
import type { LiveMachine } from './live-machine.ts';
import { Predictions } from './predictions.ts';
import type { SessionProgress } from './session-progress.ts';
import { Solutions } from './solutions.ts';

export interface StudyParts {
  readonly sessionId: string;
  readonly loaded: LoadedLab;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rows: ProgressRows;
  readonly progress: Pick<SessionProgress, 'isDone' | 'hasPassed'>;
  /** The machine, while there is one. */
  live(): LiveMachine | undefined;
  /** Something is known here that was not. */
  onChange(): void;
}

/** What the learner has looked up and what they expect, beside what they have done. It outlives machines and restarts. */
export class Study {
  readonly predictions: Predictions;
  readonly #parts: StudyParts;
  readonly #solutions: Solutions;

  constructor(parts: StudyParts) {
    this.#parts = parts;
    this.#solutions = new Solutions({ ...parts, rows: parts.rows.revealed });
    this.predictions = new Predictions({ ...parts, rows: parts.rows.predictions });
  }

  /** A step's progress with what is known here. */
  view(progress: StepProgress): StepProgress {
    const predictions = this.predictions.view(findStep(this.#parts.loaded, progress.id).step);
    return {
      ...progress,
      ...(this.#solutions.isRevealed(progress.id) && { revealed: true }),
      ...(predictions.length > 0 && { predictions }),
    };
  }

  /** How the step is done; noted as seen. */
  async reveal(id: string): Promise<SolutionView> {
    const { step, checks } = findStep(this.#parts.loaded, id);
    const solution = await this.#solutions.reveal(step, checks, this.#parts.live());
    this.#parts.onChange();
    return solution;
  }

  /** Notes what the learner expects. */
  async predict(id: string, prediction: string, choice: string): Promise<void> {
    await this.predictions.predict(findStep(this.#parts.loaded, id).step, prediction, choice);
    this.#parts.onChange();
  }
}
