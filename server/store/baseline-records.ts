import { type Observation, observationSchema } from '../../sandbox/observation.ts';
import type { Store } from './open-store.ts';

export interface Baseline {
  readonly sandboxId: string;
  readonly step: string;
  readonly observation: Observation;
  readonly now: number;
}

/** The baselines taken on this sandbox, by step. One that this version cannot read is taken again by the step's next opening. */
export async function loadBaselines(store: Store, sandboxId: string): Promise<Map<string, Observation>> {
  const rows = await store.selectFrom('baselines').selectAll().where('sandbox_id', '=', sandboxId).execute();
  const baselines = new Map<string, Observation>();
  for (const row of rows) {
    const observation = observationSchema.safeParse(JSON.parse(row.observation));
    if (observation.success) baselines.set(row.step, observation.data);
  }
  return baselines;
}

export async function saveBaseline(store: Store, baseline: Baseline): Promise<void> {
  const observation = JSON.stringify(baseline.observation);
  await store
    .insertInto('baselines')
    .values({ sandbox_id: baseline.sandboxId, step: baseline.step, observation, taken_at: baseline.now })
    .onConflict((conflict) => conflict.columns(['sandbox_id', 'step']).doUpdateSet({ observation, taken_at: baseline.now }))
    .execute();
}
