import type { CheckInput } from './check.ts';

/** The choice of who would rather not guess; every prediction offers it, so no author does. */
export const UNSURE = 'unsure';

/** What a step's text asks its reader to foretell; the same in every language. */
export interface PredictionChoices {
  readonly id: string;
  /** Ids of the author's options, in order. */
  readonly options: readonly string[];
  /** The option that the reference solution brings about. */
  readonly teaches: string;
}

/**
 * Which option has come about on this machine; `undefined` while nothing has. A pure function of what is seen, asked for
 * each observation, those in the middle of a change too: it answers only what will still hold when the change is over.
 */
export type Outcome = (input: Omit<CheckInput, 'probes'>) => string | undefined;

export type Outcomes = Readonly<Record<string, Outcome>>;

/** Defines what a step's `predict.ts` exports as `predictions`, by the ids in the text. */
export function definePredictions(outcomes: Outcomes): Outcomes {
  return outcomes;
}

/** The option that has come, if it is one of the prediction's. */
export function outcomeOf(
  { id, options }: PredictionChoices,
  outcomes: Outcomes,
  input: Parameters<Outcome>[0],
): string | undefined {
  const came = outcomes[id]?.(input);
  return came !== undefined && options.includes(came) ? came : undefined;
}
