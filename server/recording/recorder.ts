import { join } from 'node:path';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { CastMark } from '../protocol/cast.ts';
import { CommandHistory } from './command-history.ts';
import { Films } from './films.ts';
import { castPath, filmPath } from './recording-shelf.ts';
import { SessionRoom } from './session-room.ts';
import type { Filmer, FilmOf, Marker, Tape, TapeOf, TapeSource } from './tape.ts';
import { TerminalTape } from './terminal-tape.ts';

/** Sessions whose step is remembered for a terminal that is still to open. */
const MAX_REMEMBERED = 5000;

export interface RecorderParts {
  /** Holds a folder for each session. */
  readonly folder: string;
  /** For the terminals of a session, and for the film of its machine. */
  readonly limitBytes: number;
  readonly filmBytes: number;
  /** Whether what is entered comes along to a learner's next machine. */
  readonly keepsCommands: boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Recorded {
  readonly room: Promise<SessionRoom>;
  readonly tapes: Map<TerminalTape, string>;
}

/** Records the terminals of all sessions, each into a file of its own, and films their machines. */
export class Recorder implements TapeSource, Marker, Filmer, AsyncDisposable {
  /** What is entered, beside what is printed; absent where that is not to be kept. */
  readonly history: CommandHistory | undefined;
  readonly #parts: RecorderParts;
  readonly #films: Films;
  readonly #sessions = new Map<string, Recorded>();
  /** The step in front of each learner, by session. */
  readonly #steps = new Map<string, string>();
  /** Sessions whose learners want nothing to be recorded. */
  readonly #off = new Set<string>();
  /** Sessions that are recorded again, and nothing has been there yet to say so in. */
  readonly #unsaid = new Set<string>();
  /** Files that are still being written though their terminal is over. */
  readonly #closing = new Map<string, Promise<void>>();

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    const isOn = (sessionId: string) => this.isOn(sessionId);
    this.history = parts.keepsCommands ? new CommandHistory({ ...parts, isOn }) : undefined;
    this.#films = new Films({ ...parts, limitBytes: parts.filmBytes });
  }

  isOn(sessionId: string): boolean {
    return !this.#off.has(sessionId);
  }

  /** What the learner has chosen before. */
  begin(sessionId: string, isOn: boolean): void {
    if (isOn) this.#off.delete(sessionId);
    else this.#off.add(sessionId);
  }

  /** From now on nothing of the session is recorded, or everything is again; in the recordings there are is said which. */
  async turn(sessionId: string, isOn: boolean): Promise<void> {
    if (isOn === this.isOn(sessionId)) return;
    const step = this.#steps.get(sessionId);
    if (isOn) {
      await this.history?.takeUp(sessionId);
      this.begin(sessionId, true);
      if (!this.isRecording(sessionId)) this.#unsaid.add(sessionId);
      this.#markAll(sessionId, { kind: 'on' });
      if (step !== undefined) this.#markAll(sessionId, { kind: 'step', step });
      return;
    }
    await this.history?.keep(sessionId);
    this.#markAll(sessionId, { kind: 'off' });
    this.begin(sessionId, false);
    this.#unsaid.delete(sessionId);
  }

  shoot({ sessionId, sandboxId }: FilmOf, observation: Observation): void {
    if (!this.isOn(sessionId)) return;
    const { film, isNew } = this.#films.of(sessionId);
    film?.shoot(sandboxId, observation);
    if (isNew && film !== undefined) this.#introduce(sessionId, film);
  }

  tape({ sessionId, name, sandboxId }: TapeOf): Tape {
    const { folder, clock, log } = this.#parts;
    const path = castPath(folder, sessionId, name);
    const session = this.#session(sessionId);
    const free = this.#closing.get(path) ?? Promise.resolve();
    const ready = free.then(() => session.room);
    const isOn = () => this.isOn(sessionId);
    const tape = new TerminalTape({ path, title: name, sandboxId, clock, log, ready, isOn });
    session.tapes.set(tape, path);
    this.#closing.set(path, tape.closed);
    void tape.closed.then(() => this.#forget(sessionId, tape));
    if (isOn()) this.#introduce(sessionId, tape);
    return tape;
  }

  mark(sessionId: string, mark: CastMark): void {
    if (mark.kind === 'step' && !this.#isAnother(sessionId, mark.step)) return;
    if (!this.isOn(sessionId)) return;
    this.#markAll(sessionId, mark);
    // A machine that is lost takes what comes after with it.
    if (mark.kind === 'passed') void this.history?.keep(sessionId);
  }

  isRecording(sessionId: string): boolean {
    return this.#sessions.has(sessionId) || this.#films.known(sessionId) !== undefined;
  }

  /**
   * Forgets what was recorded of a session so far; of a machine that `livesOn`, what is being recorded goes on. Gives the
   * files that are in use.
   */
  async erase(sessionId: string, livesOn: boolean): Promise<ReadonlySet<string>> {
    // Its film would go on with how the machine was last.
    if (!livesOn || !this.isOn(sessionId)) await this.#films.letGo(sessionId);
    const tapes = this.#sessions.get(sessionId)?.tapes ?? new Map<TerminalTape, string>();
    const step = this.#steps.get(sessionId);
    const film = this.#films.known(sessionId);
    await Promise.all([...[...tapes.keys()].map((tape) => tape.erase()), film?.erase(), this.history?.erase(sessionId)]);
    if (step !== undefined && this.isOn(sessionId)) this.#markAll(sessionId, { kind: 'step', step });
    return new Set([...tapes.values(), ...(film === undefined ? [] : [filmPath(this.#parts.folder, sessionId)])]);
  }

  /** So many bytes of terminals that are closed have been erased. */
  async free(sessionId: string, bytes: number): Promise<void> {
    (await this.#sessions.get(sessionId)?.room)?.take(-bytes);
  }

  /** Resolves when everything that was recorded is in its file. */
  async [Symbol.asyncDispose](): Promise<void> {
    const tapes = [...this.#sessions.values()].flatMap((session) => [...session.tapes.keys()]);
    for (const tape of tapes) tape[Symbol.dispose]();
    await Promise.all([...this.#closing.values(), this.#films[Symbol.asyncDispose]()]);
  }

  /** Says in what has just begun how things stand. */
  #introduce(sessionId: string, begun: { mark(mark: CastMark): void }): void {
    if (this.#unsaid.delete(sessionId)) begun.mark({ kind: 'on' });
    const step = this.#steps.get(sessionId);
    if (step !== undefined) begun.mark({ kind: 'step', step });
  }

  #markAll(sessionId: string, mark: CastMark): void {
    for (const tape of this.#sessions.get(sessionId)?.tapes.keys() ?? []) tape.mark(mark);
    this.#films.known(sessionId)?.mark(mark);
  }

  /** A page that is loaded again opens its step again; that is no news. */
  #isAnother(sessionId: string, step: string): boolean {
    if (this.#steps.get(sessionId) === step) return false;
    this.#steps.delete(sessionId);
    this.#steps.set(sessionId, step);
    const oldest = this.#steps.keys().next();
    if (this.#steps.size > MAX_REMEMBERED && oldest.done !== true) this.#steps.delete(oldest.value);
    return true;
  }

  #session(sessionId: string): Recorded {
    const known = this.#sessions.get(sessionId);
    if (known !== undefined) return known;
    const { folder, limitBytes } = this.#parts;
    const session: Recorded = { room: SessionRoom.of(join(folder, sessionId), limitBytes), tapes: new Map() };
    this.#sessions.set(sessionId, session);
    return session;
  }

  #forget(sessionId: string, tape: TerminalTape): void {
    const session = this.#sessions.get(sessionId);
    const path = session?.tapes.get(tape);
    session?.tapes.delete(tape);
    if (session?.tapes.size === 0) this.#sessions.delete(sessionId);
    if (path !== undefined && this.#closing.get(path) === tape.closed) this.#closing.delete(path);
  }
}
