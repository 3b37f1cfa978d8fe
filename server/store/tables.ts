import type { Generated } from 'kysely';
import type { MachineName } from '../../sandbox/driver.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import type { MachineView, Task } from '../protocol/session-view.ts';
import type { EndReason } from '../session/machine-status.ts';

/** The store's tables, as the newest migration leaves them. Times are milliseconds since the epoch, booleans 0 or 1. */
export interface Tables {
  learners: LearnerTable;
  sessions: SessionTable;
  sandboxes: SandboxTable;
  terminals: TerminalTable;
  steps: StepTable;
  tasks: TaskTable;
  baselines: BaselineTable;
  verdicts: VerdictTable;
  work_times: WorkTimeTable;
  revealed_solutions: RevealedSolutionTable;
  predictions: PredictionTable;
}

export interface LearnerTable {
  id: string;
  created_at: number;
}

export type MachineState = MachineView['state'];

export interface SessionTable {
  id: string;
  learner_id: string;
  lab: string;
  step: string;
  machine_state: MachineState;
  /** Since when the machine has been in its state. */
  machine_since: number;
  /** Why it ended; only with `ended`. */
  end_reason: EndReason | null;
  /** Why it could not come up; only with `failed`. */
  problem: ProblemCode | null;
  /** When a `ready` machine becomes too old. */
  expires_at: number | null;
  created_at: number;
  /** 0 where the learner wants nothing to be recorded. */
  is_recorded: Generated<number>;
}

/** `spare`: in the pool, touched by nobody; `owned`: a session's; `retired`: to be removed, or being removed. */
export type SandboxUse = 'spare' | 'owned' | 'retired';

export interface SandboxTable {
  id: string;
  use: SandboxUse;
  session_id: string | null;
  /** The limits it was made with, as `flavourOf` names them. */
  flavour: string;
  created_at: number;
}

export interface TerminalTable {
  session_id: string;
  name: string;
  machine: MachineName;
  position: number;
}

/** A step that the learner has opened at least once. */
export interface StepTable {
  session_id: string;
  step: string;
  opened_at: number;
}

/** How long the learner has worked on a step until it was passed. */
export interface WorkTimeTable {
  session_id: string;
  step: string;
  work_ms: number;
}

/** A step whose solution the learner has looked at before it was done. */
export interface RevealedSolutionTable {
  session_id: string;
  step: string;
  revealed_at: number;
}

/** What the learner expected, and which option came, once it has. */
export interface PredictionTable {
  session_id: string;
  step: string;
  prediction: string;
  choice: string;
  predicted_at: number;
  outcome: string | null;
  came_at: number | null;
}

export interface TaskTable {
  session_id: string;
  step: string;
  task: Task;
  passed_at: number | null;
  /** The last look's verdict, JSON. */
  verdict: string | null;
  /** Why the last look was impossible. */
  problem: ProblemCode | null;
}

export interface BaselineTable {
  sandbox_id: string;
  step: string;
  /** JSON of an `Observation`. */
  observation: string;
  taken_at: number;
}

export type VerdictCause = 'change' | 'check-now' | 'answer';

/** Every verdict that said something new, in order. Only ever appended to. */
export interface VerdictTable {
  id: Generated<number>;
  session_id: string;
  sandbox_id: string;
  step: string;
  task: Task;
  cause: VerdictCause;
  verdict: string;
  answer: string | null;
  at: number;
}
