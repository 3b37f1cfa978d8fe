import type { Step, StepChecks } from '../../labs/core/lab.ts';
import { outcomeOf, type PredictionChoices, UNSURE } from '../../labs/core/prediction.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { Problem } from '../problem.ts';
import type { PredictionView } from '../protocol/session-view.ts';
import type { Store } from '../store/open-store.ts';
import { type PredictionRow, savePrediction } from '../store/study-records.ts';
import { keepKnown } from './keep-known.ts';

export interface PredictionsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sessionId: string;
  readonly rows: readonly PredictionRow[];
}

/** What the learner expects, and what came. Until it has come they may think again; after that both stay as they are. */
export class Predictions {
  readonly #parts: PredictionsParts;
  readonly #rows: Map<string, PredictionRow>;

  constructor(parts: PredictionsParts) {
    this.#parts = parts;
    this.#rows = new Map(parts.rows.map((row) => [keyOf(row.step, row.prediction), row]));
  }

  /** Notes what the learner expects; says nothing where the outcome is known. Throws `no-such-step` and `bad-request`. */
  async predict(step: Step, id: string, choice: string): Promise<void> {
    const asked = step.predictions.find((prediction) => prediction.id === id);
    if (asked === undefined) throw new Problem('bad-request', 'no such prediction');
    if (choice !== UNSURE && !asked.options.includes(choice)) throw new Problem('bad-request', 'no such option');
    const known = this.#rows.get(keyOf(step.id, id));
    if (known?.choice === choice || typeof known?.outcome === 'string') return;
    const { sessionId, clock } = this.#parts;
    const at = { session_id: sessionId, step: step.id, prediction: id };
    await this.#keep({ ...at, choice, predicted_at: clock.now(), outcome: null, came_at: null });
  }

  /** Whether something of the step is expected and has not come. */
  isPending(step: Step): boolean {
    return step.predictions.some((prediction) => this.#pending(step, prediction) !== undefined);
  }

  /** Looks whether what is expected has come. True when something new is known. */
  async look(step: Step, { outcomes }: StepChecks, seen: { observation: Observation; baseline: Observation }): Promise<boolean> {
    const news: PredictionRow[] = [];
    for (const prediction of step.predictions) {
      const row = this.#pending(step, prediction);
      const outcome = row && this.#outcome(prediction, outcomes, seen);
      if (row && outcome !== undefined) news.push({ ...row, outcome, came_at: this.#parts.clock.now() });
    }
    for (const row of news) await this.#keep(row);
    return news.length > 0;
  }

  /** Those of the step that the learner has taken up. */
  view({ id, predictions }: Step): PredictionView[] {
    return predictions.flatMap((prediction) => {
      const row = this.#rows.get(keyOf(id, prediction.id));
      if (row === undefined) return [];
      return [{ id: prediction.id, choice: row.choice, ...(row.outcome !== null && { outcome: row.outcome }) }];
    });
  }

  #pending(step: Step, { id }: PredictionChoices): PredictionRow | undefined {
    const row = this.#rows.get(keyOf(step.id, id));
    return row?.outcome === null ? row : undefined;
  }

  /** An author's mistake leaves the prediction open and costs nothing else. */
  #outcome(prediction: PredictionChoices, outcomes: StepChecks['outcomes'], seen: Parameters<typeof outcomeOf>[2]) {
    try {
      return outcomeOf(prediction, outcomes, seen);
    } catch (error) {
      this.#parts.log.error({ error, prediction: prediction.id, sessionId: this.#parts.sessionId }, 'a prediction threw');
      return undefined;
    }
  }

  #keep(row: PredictionRow): Promise<void> {
    const key = keyOf(row.step, row.prediction);
    return keepKnown(this.#rows, { key, value: row }, () => savePrediction(this.#parts.store, row));
  }
}

function keyOf(step: string, prediction: string): string {
  return `${step}/${prediction}`;
}
