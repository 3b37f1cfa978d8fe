import type { MachineName, Sandbox } from '../../sandbox/driver.ts';
import type { CloseReason } from '../protocol/close-reasons.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import type { Tape } from '../recording/tape.ts';

/** What the terminal sockets may ask of the sessions; nothing else of a session is their business. */
export interface TerminalAccess {
  /**
   * Decides whether this learner may use this terminal at this moment. Never rejects for a reason a person can cause.
   * Problems: `no-such-session`, `not-your-session`, `no-such-terminal`, `session-not-ready`, `session-ended`.
   */
  terminal(request: TerminalRequest): Promise<TerminalDecision>;
}

export interface TerminalRequest {
  readonly sessionId: string;
  readonly learnerId: string;
  /** As in the session view: `host`, `client`, `host-2`, … */
  readonly name: string;
}

export type TerminalDecision =
  | { readonly problem: ProblemCode; readonly granted?: never }
  | { readonly granted: GrantedTerminal; readonly problem?: never };

/**
 * A terminal of one machine. The same object is granted to every socket of that terminal while the machine lives, so it
 * may be the key of the holder's registry; a fresh machine, or a terminal opened again by the same name, is a new object.
 */
export interface GrantedTerminal {
  /** The terminal's name, which is also its id for `sandbox.openTerminal`. */
  readonly name: string;
  readonly sandbox: Sandbox;
  readonly machine: MachineName;
  /** Tells the session that the learner typed, so that it does not end as idle. Cheap: call it for each input frame. */
  noteInput(): void;
  /** Begins to record what the terminal shows; absent where that is off. The holder disposes of the tape. */
  record?(): Tape;
  /**
   * Aborts when the terminal is over; `closed.reason` is a `TerminalEnd`, the name to close sockets with.
   * The session ends the shell itself, also one that no socket holds: the holder detaches and forgets its history.
   */
  readonly closed: AbortSignal;
}

export type TerminalEnd = Extract<CloseReason, 'terminal-closed' | 'machine-gone' | 'session-ended'>;
