'use client';

import type { Task, TaskProgress } from '../../server/protocol/session-view.ts';
import { useMachineIsReady, useStepProgress } from '../_session/session-context.tsx';

/** `asleep`: no machine to look at. `waiting`: not looked yet, or not answered yet. */
export type TaskState = 'asleep' | 'waiting' | 'failed' | 'problem' | 'passed';

export interface TaskView {
  readonly state: TaskState;
  readonly progress: TaskProgress | undefined;
  readonly isReady: boolean;
}

export function useTask(step: string, task: Task): TaskView {
  const isReady = useMachineIsReady();
  const progress = useStepProgress(step)?.tasks.find((candidate) => candidate.task === task);
  return { state: taskState(progress, isReady), progress, isReady };
}

function taskState(progress: TaskProgress | undefined, isReady: boolean): TaskState {
  if (progress?.passed) return 'passed';
  if (!isReady) return 'asleep';
  if (progress?.problem !== undefined) return 'problem';
  return progress?.verdict?.status === 'failed' ? 'failed' : 'waiting';
}
