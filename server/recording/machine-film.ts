import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { CastMark } from '../protocol/cast.ts';
import { filmLine, markLine } from '../protocol/film.ts';
import { deltaBetween, type Json } from '../protocol/json-delta.ts';
import { Serial } from '../serial.ts';
import { isOnlyCounting } from './only-counting.ts';

/** Changes that come within this are one; a person sees no more. */
const SHOT_EVERY_MS = 200;
/** Packets that passed are kept less often than what was built. */
const COUNTERS_EVERY_MS = 2000;
/** Comparing two looks at a large machine takes some milliseconds: of the process's time, no more than one in so many. */
const REST_FACTOR = 25;
/** What one broken line may cost. */
const WHOLE_EVERY = 100;
/** A page reads them all. */
const MOST_SHOTS = 5000;
/** Steps and verdicts are still marked when there is no room for looks any more. */
const MARKS_BYTES = 64 * 1024;
/** A machine that nobody looks at is let go of; it is filmed on when somebody does. */
const IDLE_MS = 5 * 60_000;

export interface FilmParts {
  readonly path: string;
  readonly limitBytes: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Nothing has happened for a while. */
  onIdle(): void;
}

interface Look {
  readonly at: number;
  readonly sandboxId: string;
  readonly observation: Observation;
}

/** Films one session's machine. What it is shown is compared and written a little later; whoever shows it never waits. */
export class MachineFilm {
  readonly #parts: FilmParts;
  readonly #writes = new Serial();
  /** The newest look, not yet compared with the one that was kept last. */
  #pending: Look | undefined;
  #kept: Look | undefined;
  #timer: Disposable | undefined;
  #idle: Disposable | undefined;
  #bytes = 0;
  #shots = 0;
  #sinceWhole = 0;
  #isFull = false;
  #isOver = false;

  constructor(parts: FilmParts) {
    this.#parts = parts;
    this.#idle = parts.clock.after(IDLE_MS, () => parts.onIdle());
    void this.#writes.run(() => this.#count()).catch((error: unknown) => this.#giveUp(error));
  }

  shoot(sandboxId: string, observation: Observation): void {
    if (this.#isOver) return;
    this.#pending = { at: this.#parts.clock.now(), sandboxId, observation };
    this.#stayAwake();
    this.#timer ??= this.#parts.clock.after(SHOT_EVERY_MS, () => this.#develop());
  }

  mark(mark: CastMark): void {
    this.#develop();
    if (!this.#isOver) this.#write(markLine(this.#parts.clock.now(), mark), 'mark');
  }

  /** Forgets what was filmed, and goes on with how the machine is now. */
  async erase(): Promise<void> {
    this.#pending ??= this.#kept;
    this.#kept = undefined;
    await this.#writes.run(async () => {
      await rm(this.#parts.path, { force: true });
      this.#bytes = 0;
      this.#shots = 0;
      this.#isFull = false;
    });
    this.#develop();
  }

  /** Resolves when everything is written that can be. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#develop();
    this.#stop();
    await this.#writes.run(async () => undefined);
  }

  /** Keeps the newest look, if it is news. */
  #develop(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const look = this.#pending;
    if (look === undefined || this.#isOver || this.#isFull) return;
    const began = performance.now();
    const waitMs = this.#keep(look);
    const restMs = Math.max(waitMs, (performance.now() - began) * REST_FACTOR);
    if (restMs > 0) this.#timer = this.#parts.clock.after(restMs, () => this.#develop());
  }

  /** For how long it is better to wait for more before this is kept. */
  #keep(look: Look): number {
    const kept = this.#kept;
    if (kept?.sandboxId !== look.sandboxId || this.#sinceWhole >= WHOLE_EVERY) return this.#keepWhole(look);
    const before = plain(kept.observation);
    const delta = deltaBetween(before, plain(look.observation));
    if (delta === undefined) return this.#keepNothing();
    const isQuiet = isOnlyCounting(delta, before);
    const waitMs = isQuiet ? kept.at + COUNTERS_EVERY_MS - look.at : 0;
    if (waitMs > 0) return waitMs;
    this.#sinceWhole += 1;
    this.#writeLook(look, filmLine([look.at, isQuiet ? 'c' : 'd', delta]));
    return 0;
  }

  #keepWhole(look: Look): number {
    const begin = this.#kept?.sandboxId === look.sandboxId ? '' : filmLine([look.at, 'b', look.sandboxId]);
    this.#sinceWhole = 0;
    this.#writeLook(look, begin + filmLine([look.at, 's', look.observation]));
    return 0;
  }

  #keepNothing(): number {
    this.#pending = undefined;
    return 0;
  }

  #writeLook(look: Look, lines: string): void {
    this.#kept = look;
    this.#pending = undefined;
    this.#shots += 1;
    this.#write(lines, 'look');
  }

  /** Writes what there is room for; once, that there is no more is said. */
  #write(lines: string, kind: 'look' | 'mark'): void {
    const write = async () => {
      const { path, clock } = this.#parts;
      const hasRoom = this.#hasRoomFor(Buffer.byteLength(lines), kind);
      if (!hasRoom && this.#isFull) return;
      this.#isFull ||= !hasRoom;
      const said = hasRoom ? lines : markLine(clock.now(), { kind: 'full' });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await appendFile(path, said, { mode: 0o600 });
      this.#bytes += Buffer.byteLength(said);
    };
    this.#writes.run(write).catch((error: unknown) => this.#giveUp(error));
  }

  #hasRoomFor(bytes: number, kind: 'look' | 'mark'): boolean {
    const { limitBytes } = this.#parts;
    if (kind === 'mark') return this.#bytes + bytes <= limitBytes + MARKS_BYTES;
    return this.#bytes + bytes <= limitBytes && this.#shots <= MOST_SHOTS;
  }

  /** What earlier processes have left counts; a line that a crash cut in two is ended. */
  async #count(): Promise<void> {
    const text = await readFile(this.#parts.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    if (text.length > 0 && text.at(-1) !== NEW_LINE) await appendFile(this.#parts.path, '\n');
    this.#bytes = text.length;
    this.#shots += text.reduce((lines, byte) => lines + (byte === NEW_LINE ? 1 : 0), 0);
  }

  #stayAwake(): void {
    this.#idle?.[Symbol.dispose]();
    this.#idle = this.#parts.clock.after(IDLE_MS, () => this.#parts.onIdle());
  }

  /** A full or broken disk is no reason to disturb anybody: this machine is not filmed for now, and tried again later. */
  #giveUp(error: unknown): void {
    if (this.#isOver) return;
    this.#parts.log.warn({ error, path: this.#parts.path }, 'machine is not filmed for now');
    this.#stop();
    this.#stayAwake();
  }

  #stop(): void {
    this.#isOver = true;
    this.#timer?.[Symbol.dispose]();
    this.#idle?.[Symbol.dispose]();
  }
}

const NEW_LINE = 0x0a;

/** An observation is plain data; only its type does not say so. */
function plain(observation: Observation): Json {
  return observation as unknown as Json;
}
