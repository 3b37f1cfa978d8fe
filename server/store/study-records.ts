import type { Selectable } from 'kysely';
import type { Store } from './open-store.ts';
import type { PredictionTable, RevealedSolutionTable } from './tables.ts';

export type RevealedSolutionRow = Selectable<RevealedSolutionTable>;
export type PredictionRow = Selectable<PredictionTable>;

export function loadRevealedSolutions(store: Store, sessionId: string): Promise<RevealedSolutionRow[]> {
  return store.selectFrom('revealed_solutions').selectAll().where('session_id', '=', sessionId).execute();
}

/** The first time counts. */
export async function saveRevealedSolution(store: Store, row: RevealedSolutionRow): Promise<void> {
  await store
    .insertInto('revealed_solutions')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function loadPredictions(store: Store, sessionId: string): Promise<PredictionRow[]> {
  return store.selectFrom('predictions').selectAll().where('session_id', '=', sessionId).execute();
}

export async function savePrediction(store: Store, row: PredictionRow): Promise<void> {
  const { choice, predicted_at, outcome, came_at } = row;
  await store
    .insertInto('predictions')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['session_id', 'step', 'prediction']).doUpdateSet({ choice, predicted_at, outcome, came_at }),
    )
    .execute();
}
