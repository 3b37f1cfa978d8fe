import type { SandboxLimits } from '../../sandbox/driver.ts';

/** The name of these limits: sandboxes of one flavour stand in for one another. */
export function flavourOf(limits: SandboxLimits): string {
  return `m${limits.memoryMib}-d${limits.diskMib}-c${limits.cpus}-p${limits.pids}`;
}
