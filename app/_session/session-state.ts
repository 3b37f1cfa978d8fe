import type { SessionView } from '../../server/protocol/session-view.ts';
import type { Trouble } from '../_text/problems.ts';
import type { Line } from './session-stream.ts';

/** What the learner may be waiting for. */
export type Action =
  | 'find'
  | 'start'
  | 'end'
  | 'fresh'
  | 'extend'
  | 'record'
  | 'open-step'
  | 'reset-step'
  | 'check'
  | 'answer'
  | 'reveal'
  | 'predict'
  | 'open-terminal'
  | 'close-terminal';

export interface Refusal {
  readonly during: Action;
  readonly trouble: Trouble;
  readonly id: string | undefined;
}

export interface SessionState {
  /** `unknown` until the server has been asked once. */
  readonly presence: 'unknown' | 'absent' | 'present';
  readonly session: SessionView | undefined;
  /** Whether news of the session arrive. */
  readonly line: Line;
  readonly pending: ReadonlySet<Action>;
  /** The last thing that did not work, until it is dismissed or works. */
  readonly refusal: Refusal | undefined;
  /** Server's clock minus this computer's, in milliseconds. */
  readonly clockOffsetMs: number;
}

export const initialState: SessionState = {
  presence: 'unknown',
  session: undefined,
  line: 'live',
  pending: new Set(),
  refusal: undefined,
  clockOffsetMs: 0,
};

/** Takes in a view; one that is older than what is known (answers and events may cross) changes nothing. */
export function withSession(state: SessionState, session: SessionView): SessionState {
  const known = state.session;
  if (known?.id === session.id && session.now < known.now) return state;
  return { ...state, presence: 'present', session, clockOffsetMs: session.now - Date.now() };
}

/** News come, or stop coming. What was refused only because the server could not be reached is over once they come again. */
export function withLine(state: SessionState, line: Line): SessionState {
  const isOver = line === 'live' && state.refusal?.trouble === 'unreachable';
  return { ...state, line, refusal: isOver ? undefined : state.refusal };
}

export function withPending(state: SessionState, action: Action): SessionState {
  const refusal = state.refusal?.during === action ? undefined : state.refusal;
  return { ...state, pending: new Set([...state.pending, action]), refusal };
}

export function withoutPending(state: SessionState, action: Action): SessionState {
  return { ...state, pending: new Set([...state.pending].filter((other) => other !== action)) };
}
