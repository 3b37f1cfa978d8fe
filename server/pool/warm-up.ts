import { machineNames, type Sandbox, type SandboxDriver } from '../../sandbox/driver.ts';
import type { Logger } from '../logger.ts';

/** What xterm.js starts with; the learner's page resizes it. */
const SIZE = { cols: 80, rows: 24 };

/** Starts the shells that every session begins with, so that the learner finds a prompt and does not wait for one. */
export async function openFirstShells(driver: SandboxDriver, sandbox: Sandbox, log: Logger): Promise<void> {
  if (!driver.outlivesServer) return;
  try {
    for (const machine of machineNames) {
      using _ = await sandbox.openTerminal({ id: machine, machine, size: SIZE });
    }
  } catch (error) {
    log.warn({ error, sandboxId: sandbox.id }, 'first shells did not start');
  }
}
