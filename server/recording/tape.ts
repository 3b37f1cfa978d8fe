import type { Sandbox, TerminalSize } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { CastMark } from '../protocol/cast.ts';

/** What a terminal tells the one that records it. None of it waits, and none of it throws. */
export interface Tape extends Disposable {
  /** A shell begins, or goes on: `start` is the offset in its output of what `output` gets next. */
  begin(start: number, size: TerminalSize): void;
  output(chunk: Uint8Array): void;
  resized(size: TerminalSize): void;
  /** The shell has ended by itself; another may begin. */
  ended(): void;
}

export interface TapeOf {
  readonly sessionId: string;
  /** The terminal's name. */
  readonly name: string;
  /** Tells one machine's shells from those of the next. */
  readonly sandboxId: string;
}

/** Records the terminals of sessions, where that is on. */
export interface TapeSource {
  tape(of: TapeOf): Tape;
}

/** Marks all terminals of a session that are being recorded. */
export interface Marker {
  mark(sessionId: string, mark: CastMark): void;
}

export interface FilmOf {
  readonly sessionId: string;
  /** Tells one machine from the next. */
  readonly sandboxId: string;
}

/** Films the machines of sessions, where that is on. Neither waits nor throws. */
export interface Filmer {
  shoot(of: FilmOf, observation: Observation): void;
}

/** Whether a session is recorded is for its learner to say. */
export interface RecordingChoice {
  /** What was chosen before. */
  begin(sessionId: string, isOn: boolean): void;
  turn(sessionId: string, isOn: boolean): Promise<void>;
}

/** Brings what was entered at the shells of one machine along to the next. None of it rejects. */
export interface Historian {
  /** Puts what was entered before into the shells of a machine that nobody has used; resolves when they have it. */
  give(sessionId: string, sandbox: Sandbox): Promise<void>;
  /** From now on this is the session's machine. */
  follow(sessionId: string, sandbox: Sandbox): void;
  /** Keeps what was entered on the session's machine, which is about to end. */
  leave(sessionId: string): Promise<void>;
}
