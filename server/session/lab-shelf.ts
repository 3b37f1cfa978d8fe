import type { Lab } from '../../labs/core/lab.ts';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import type { SandboxLimits } from '../../sandbox/driver.ts';

/** Every lab with its judgements, by slug. */
export type LabShelf = ReadonlyMap<string, LoadedLab>;

export function limitsOf({ machine }: Lab): SandboxLimits {
  return { memoryMib: machine.memoryMib, diskMib: machine.diskMib, cpus: machine.cpus, pids: machine.pids };
}
