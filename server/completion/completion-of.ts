import type { Lab, Step } from '../../labs/core/lab.ts';
import type { Completion } from '../protocol/completion.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store/open-store.ts';
import { loadProgress, type ProgressRows } from '../store/progress-records.ts';
import { findSession } from '../store/session-records.ts';
import { loadWorkTimes, type WorkTimeRow } from '../store/work-time-records.ts';

interface Rows extends ProgressRows {
  readonly times: readonly WorkTimeRow[];
}

/** How far a session has come, and when. */
export async function completionOf(store: Store, session: Pick<Session, 'id' | 'saveWorkTime'>, lab: Lab): Promise<Completion> {
  await session.saveWorkTime();
  const { id } = session;
  const row = await findSession(store, id);
  const rows: Rows = { ...(await loadProgress(store, id)), times: await loadWorkTimes(store, id) };
  const steps = lab.steps.map((step) => timesOf(step, rows));
  const passed = steps.filter((step) => step.passedAt !== undefined);
  const isFinished = passed.length === steps.length;
  return {
    sessionId: id,
    startedAt: row?.created_at ?? 0,
    ...(isFinished && { finishedAt: Math.max(...passed.map((step) => step.passedAt ?? 0)) }),
    points: sum(passed.map((step) => step.points)),
    totalPoints: sum(steps.map((step) => step.points)),
    steps,
  };
}

function timesOf({ id, points, hasQuestion }: Step, { steps, tasks, times, revealed }: Rows): Completion['steps'][number] {
  const openedAt = steps.find((row) => row.step === id)?.opened_at;
  const workMs = times.find((row) => row.step === id)?.work_ms;
  const wanted = hasQuestion ? (['check', 'question'] as const) : (['check'] as const);
  const passedAts = wanted.map((task) => tasks.find((row) => row.step === id && row.task === task)?.passed_at ?? undefined);
  const passed = passedAts.every((at) => at !== undefined);
  return {
    id,
    points,
    passed,
    ...(openedAt !== undefined && { openedAt }),
    ...(passed && { passedAt: Math.max(...passedAts) }),
    ...(revealed.some((row) => row.step === id) && { revealed: true }),
    ...(workMs !== undefined && { workMs }),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
