import type { Observation } from '../../sandbox/observation.ts';
import type { CastMark } from '../protocol/cast.ts';
import type { Task } from '../protocol/session-view.ts';
import type { Filmer, Historian, Marker, Tape, TapeSource } from '../recording/tape.ts';

/** What records sessions. */
export type SessionRecorder = TapeSource & Marker & Filmer & { readonly history: Historian | undefined };

/** What one session tells the one that records it; nothing of it where nobody does. */
export interface SessionRecording {
  readonly record: ((name: string, sandboxId: string) => Tape) | undefined;
  readonly onSeen: ((observation: Observation, sandboxId: string) => void) | undefined;
  readonly onFailed: (step: string, task: Task) => void;
  readonly mark: (mark: CastMark) => void;
}

export function sessionRecording(recorder: SessionRecorder | undefined, sessionId: string): SessionRecording {
  const mark = (said: CastMark) => recorder?.mark(sessionId, said);
  return {
    record: recorder && ((name, sandboxId) => recorder.tape({ sessionId, name, sandboxId })),
    onSeen: recorder && ((observation, sandboxId) => recorder.shoot({ sessionId, sandboxId }, observation)),
    onFailed: (step, task) => mark({ kind: 'failed', step, task }),
    mark,
  };
}
