import type { StepEntry } from '../_step/step-state.ts';

export interface DoneStep extends StepEntry {
  /** How many hints there are. */
  readonly hints: number;
}
