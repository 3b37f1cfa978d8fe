import type { Observation } from '../../sandbox/observation.ts';
import type { CastMark } from '../protocol/cast.ts';
import type { SessionView, Task } from '../protocol/session-view.ts';
import type { Filmer, Historian, Marker, RecordingChoice, Tape, TapeSource } from '../recording/tape.ts';
import { Serial } from '../serial.ts';
import type { Store } from '../store/open-store.ts';
import { type SessionRow, saveRecordingChoice } from '../store/session-records.ts';

/** What records sessions. */
export type SessionRecorder = TapeSource & Marker & Filmer & RecordingChoice & { readonly history: Historian | undefined };

/** What one session tells the one that records it; nothing of it where nobody does. */
export interface SessionRecording {
  readonly record: ((name: string, sandboxId: string) => Tape) | undefined;
  readonly onSeen: ((observation: Observation, sandboxId: string) => void) | undefined;
  readonly onFailed: (step: string, task: Task) => void;
  readonly mark: (mark: CastMark) => void;
  /** What its learner wants, from now on. */
  readonly choose: (isOn: boolean) => Promise<void>;
  readonly view: () => Pick<SessionView, 'recorded'>;
}

export interface RecordingParts {
  readonly recorder?: SessionRecorder | undefined;
  readonly store: Store;
  readonly row: Pick<SessionRow, 'id' | 'is_recorded'>;
  /** What the view says is another. */
  readonly onChange: () => void;
}

export function sessionRecording({ recorder, store, row, onChange }: RecordingParts): SessionRecording {
  const sessionId = row.id;
  const mark = (said: CastMark) => recorder?.mark(sessionId, said);
  // Turning takes a while; whoever thinks again meanwhile means what they said last.
  const choices = new Serial();
  let isChosen = row.is_recorded === 1;
  recorder?.begin(sessionId, isChosen);
  return {
    record: recorder && ((name, sandboxId) => recorder.tape({ sessionId, name, sandboxId })),
    onSeen: recorder && ((observation, sandboxId) => recorder.shoot({ sessionId, sandboxId }, observation)),
    onFailed: (step, task) => mark({ kind: 'failed', step, task }),
    mark,
    choose: (isOn) =>
      choices.run(async () => {
        await saveRecordingChoice(store, sessionId, isOn);
        isChosen = isOn;
        await recorder?.turn(sessionId, isOn);
        onChange();
      }),
    view: () => (recorder === undefined ? {} : { recorded: isChosen }),
  };
}
