import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { Recorder } from './recorder.ts';
import { RecordingShelf } from './recording-shelf.ts';

const SWEEP_EVERY_MS = 3_600_000;

export interface RecordingParts {
  readonly home: string;
  readonly recording: {
    readonly isOn: boolean;
    readonly sessionBytes: number;
    readonly filmBytes: number;
    readonly keepMs: number;
  };
  /** False where the shells' history is somebody's own. */
  readonly keepsCommands: boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Recording extends AsyncDisposable {
  /** Absent where nothing is to be recorded; what was recorded before can still be looked at. */
  readonly recorder: Recorder | undefined;
  readonly shelf: RecordingShelf;
  /** Erases what was recorded of a session so far; `livesOn` says that its machine is still there. */
  erase(sessionId: string, livesOn: boolean): Promise<void>;
}

/** Recordings as the server keeps them: made while that is on, and removed when they are old. */
export function openRecording({ home, recording, keepsCommands, clock, log }: RecordingParts): Recording {
  const folder = join(home, 'recordings');
  const shelf = new RecordingShelf(folder, recording.keepMs);
  const { sessionBytes: limitBytes, filmBytes } = recording;
  const recorder = recording.isOn ? new Recorder({ folder, limitBytes, filmBytes, keepsCommands, clock, log }) : undefined;
  const sweep = () => {
    shelf
      .sweep(clock.now() - recording.keepMs, (sessionId) => recorder?.isRecording(sessionId) ?? false)
      .catch((error: unknown) => log.warn({ error }, 'old recordings could not be removed'));
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  timer.unref();
  return {
    recorder,
    shelf,
    erase: (sessionId, livesOn) => eraseRecording({ recorder, shelf, clock }, sessionId, livesOn),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await recorder?.[Symbol.asyncDispose]();
    },
  };
}

/** What is being recorded goes on, without what was recorded before. */
export async function eraseRecording(
  { recorder, shelf, clock }: Pick<Recording, 'recorder' | 'shelf'> & Pick<RecordingParts, 'clock'>,
  sessionId: string,
  livesOn: boolean,
): Promise<void> {
  const used = await recorder?.erase(sessionId, livesOn);
  const freed = await shelf.erase(sessionId, { isUsed: (path) => used?.has(path) ?? false, livesOn, now: clock.now() });
  await recorder?.free(sessionId, freed);
}
