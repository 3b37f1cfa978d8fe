import type { Lab, Step, StepChecks } from '../../labs/core/lab.ts';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import type { SandboxLimits } from '../../sandbox/driver.ts';
import { Problem } from '../problem.ts';

/** Every lab with its judgements, by slug. */
export type LabShelf = ReadonlyMap<string, LoadedLab>;

export function limitsOf({ machine }: Lab): SandboxLimits {
  return { memoryMib: machine.memoryMib, diskMib: machine.diskMib, cpus: machine.cpus, pids: machine.pids };
}

/** Throws `no-such-step`. */
export function requireStep({ lab, checks }: LoadedLab, id: string): { readonly step: Step; readonly checks: StepChecks } {
  const step = lab.steps.find((candidate) => candidate.id === id);
  const own = checks.get(id);
  if (step === undefined || own === undefined) throw new Problem('no-such-step');
  return { step, checks: own };
}
