import type { Selectable } from 'kysely';
import type { Store } from './open-store.ts';
import type { WorkTimeTable } from './tables.ts';

export type WorkTimeRow = Selectable<WorkTimeTable>;

export function loadWorkTimes(store: Store, sessionId: string): Promise<WorkTimeRow[]> {
  return store.selectFrom('work_times').selectAll().where('session_id', '=', sessionId).execute();
}

/** Adds to the time that was spent on the step before. */
export async function addWorkTime(store: Store, row: WorkTimeRow): Promise<void> {
  await store
    .insertInto('work_times')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['session_id', 'step'])
        .doUpdateSet((update) => ({ work_ms: update('work_times.work_ms', '+', row.work_ms) })),
    )
    .execute();
}
