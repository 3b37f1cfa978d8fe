import type { SessionStore } from '../_session/session-store.ts';
import type { StepEntry } from '../_step/step-state.ts';
import type { TerminalDock } from '../_workbench/terminal-dock.tsx';
import type { View } from '../_workbench/view-context.tsx';

/** What the page of a lab gives to commands. */
export interface Workbench {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly current: string | undefined;
  readonly store: SessionStore;
  readonly dock: TerminalDock;
  readonly view: View;
}

let read: (() => Workbench) | undefined;

/** Answers how to take it back. */
export function offerWorkbench(reader: () => Workbench): () => void {
  read = reader;
  return () => {
    if (read === reader) read = undefined;
  };
}

/** Undefined on pages without a lab. */
export function workbench(): Workbench | undefined {
  return read?.();
}
