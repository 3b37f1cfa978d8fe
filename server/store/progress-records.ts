import { type Selectable, sql } from 'kysely';
import type { Store } from './open-store.ts';
import { loadPredictions, loadRevealedSolutions, type PredictionRow, type RevealedSolutionRow } from './study-records.ts';
import type { StepTable, TaskTable, VerdictTable } from './tables.ts';

export type TaskRow = Selectable<TaskTable>;
export type StepRow = Selectable<StepTable>;
export type NewVerdict = Omit<Selectable<VerdictTable>, 'id'>;

export interface ProgressRows {
  readonly steps: readonly StepRow[];
  readonly tasks: readonly TaskRow[];
  readonly revealed: readonly RevealedSolutionRow[];
  readonly predictions: readonly PredictionRow[];
  /** The answers that were right, by `step/task`. */
  readonly answers: ReadonlyMap<string, string>;
}

export async function loadProgress(store: Store, sessionId: string): Promise<ProgressRows> {
  const steps = await store.selectFrom('steps').selectAll().where('session_id', '=', sessionId).execute();
  const tasks = await store.selectFrom('tasks').selectAll().where('session_id', '=', sessionId).execute();
  const [revealed, predictions] = [await loadRevealedSolutions(store, sessionId), await loadPredictions(store, sessionId)];
  return { steps, tasks, revealed, predictions, answers: await rightAnswers(store, sessionId) };
}

async function rightAnswers(store: Store, sessionId: string): Promise<Map<string, string>> {
  const rows = await store
    .selectFrom('verdicts')
    .select(['step', 'task', 'answer'])
    .where('session_id', '=', sessionId)
    .where('answer', 'is not', null)
    .where(sql<string>`json_extract(verdict, '$.status')`, '=', 'passed')
    .orderBy('id', 'desc')
    .execute();
  // The first that was right stands, so it is put in last.
  return new Map(rows.map(({ step, task, answer }) => [`${step}/${task}`, answer ?? '']));
}

/** The learner has this step in front of them. */
export function saveOpenedStep(store: Store, step: StepRow): Promise<void> {
  return store.transaction().execute(async (transaction) => {
    await transaction.updateTable('sessions').set({ step: step.step }).where('id', '=', step.session_id).execute();
    await transaction
      .insertInto('steps')
      .values(step)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Saves what a look at the machine said, with its line in the log of verdicts, when it said something. */
export function saveTask(store: Store, task: TaskRow, verdict: NewVerdict | undefined): Promise<void> {
  return store.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('tasks')
      .values(task)
      .onConflict((conflict) =>
        conflict
          .columns(['session_id', 'step', 'task'])
          .doUpdateSet({ passed_at: task.passed_at, verdict: task.verdict, problem: task.problem }),
      )
      .execute();
    if (verdict !== undefined) await transaction.insertInto('verdicts').values(verdict).execute();
  });
}

/** What was said of a machine that is no more: forgotten, except for what has been passed. */
export async function clearUnpassedVerdicts(store: Store, sessionId: string): Promise<void> {
  await store.deleteFrom('tasks').where('session_id', '=', sessionId).where('passed_at', 'is', null).execute();
}
