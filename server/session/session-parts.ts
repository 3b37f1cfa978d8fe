import type { LoadedLab } from '../../labs/core/load-checks.ts';
import type { SandboxLimits } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { SandboxSource } from '../pool/sandbox-source.ts';
import type { Store } from '../store/open-store.ts';
import type { ProgressRows } from '../store/progress-records.ts';
import type { SessionRow } from '../store/session-records.ts';
import type { TerminalRecord } from '../store/terminal-records.ts';
import type { MachineStatus } from './machine-status.ts';
import type { SessionRecorder } from './session-recording.ts';

/** What every session is given. */
export interface SessionSurroundings {
  readonly store: Store;
  readonly source: SandboxSource;
  readonly clock: Clock;
  readonly log: Logger;
  readonly idleMs: number;
  readonly maxAgeMs: number;
  /** Records the terminals and films the machine; absent where that is off. */
  readonly recorder?: SessionRecorder | undefined;
}

/** What one session begins with in this process: what the store knows of it. */
export interface SessionParts extends SessionSurroundings {
  readonly loaded: LoadedLab;
  readonly limits: SandboxLimits;
  readonly row: SessionRow;
  readonly status: MachineStatus;
  readonly step: string;
  readonly progress: ProgressRows;
  readonly terminals: readonly TerminalRecord[];
  /** Of the sandbox that the session has from an earlier process. */
  readonly baselines: ReadonlyMap<string, Observation>;
}
