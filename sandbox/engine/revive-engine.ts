import { existsSync } from 'node:fs';
import { engineHome } from './engine-home.ts';
import { startEngine } from './start-engine.ts';

/**
 * Starts the engine of this home again if it has died. One that was stopped in order has taken its pidfile away, and
 * stays stopped: `vethlab down` is not undone by a server that still runs.
 */
export async function reviveEngine(home: string): Promise<void> {
  if (existsSync(engineHome(home).dockerdPidfile)) await startEngine(home);
}
