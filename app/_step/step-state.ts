import type { SessionView, StepProgress } from '../../server/protocol/session-view.ts';

export type StepState = 'passed' | 'partly' | 'open';

export function stepState(progress: StepProgress | undefined): StepState {
  if (progress === undefined) return 'open';
  if (progress.passed) return 'passed';
  return progress.tasks.some((task) => task.passed) ? 'partly' : 'open';
}

/** Where to go on: the first step that is not passed, if any. */
export function firstUnpassed(session: SessionView): number | undefined {
  const index = session.steps.findIndex((step) => !step.passed);
  return index < 0 ? undefined : index;
}

/** A step as the pages list it. */
export interface StepEntry {
  readonly id: string;
  readonly title: string;
}
