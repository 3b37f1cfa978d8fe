import type { Lab, StepChecks } from '../../labs/core/lab.ts';
import type { SandboxLimits } from '../../sandbox/driver.ts';

/** A lab with its judgements, as the server holds it. */
export interface LoadedLab {
  readonly lab: Lab;
  readonly checks: ReadonlyMap<string, StepChecks>;
}

/** By slug. */
export type LabShelf = ReadonlyMap<string, LoadedLab>;

export function limitsOf({ machine }: Lab): SandboxLimits {
  return { memoryMib: machine.memoryMib, diskMib: machine.diskMib, cpus: machine.cpus, pids: machine.pids };
}
