import type { SessionView, Task, TaskProgress } from '../../server/protocol/session-view.ts';
import type { Session } from '../../server/session/session.ts';
import type { MemorySandbox } from './memory-sandbox.ts';
import type { Workbench } from './workbench.ts';

export function machineOf(session: Session): SessionView['machine'] {
  return session.view.machine;
}

export function taskOf(session: Session, step: string, name: Task = 'check'): TaskProgress | undefined {
  return session.view.steps.find(({ id }) => id === step)?.tasks.find((candidate) => candidate.task === name);
}

/** The oldest machine on the workbench. */
export function sandboxOf(bench: Workbench): MemorySandbox {
  const sandbox = bench.driver.made[0];
  if (sandbox === undefined) throw new Error('there is no machine');
  return sandbox;
}
