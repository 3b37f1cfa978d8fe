import type { TerminalSize } from '../../sandbox/driver.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { CastMark } from '../protocol/cast.ts';
import { Backlog, type Entry } from './backlog.ts';
import { CastEncoder } from './cast-encoder.ts';
import { CastFile } from './cast-file.ts';
import type { SessionRoom } from './session-room.ts';
import type { Tape } from './tape.ts';
import { WriteRate } from './write-rate.ts';

/** What a crash of this process may cost; the shell's holder remembers more than is printed meanwhile. */
const WRITE_EVERY_MS = 200;
/** Output that waits for a slow disk, or for a flood to be over. */
const BACKLOG_BYTES = 256 * 1024;

export interface TapeParts {
  readonly path: string;
  readonly title: string;
  readonly sandboxId: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Resolves when nobody else writes to the file, with the room that the session has. */
  readonly ready: Promise<SessionRoom>;
  /** False while the learner wants nothing to be recorded. */
  readonly isOn: () => boolean;
}

interface Opened {
  readonly file: CastFile;
  readonly encoder: CastEncoder;
  readonly room: SessionRoom;
}

/** Records one terminal. Takes whatever comes at once and writes it a little later, so the terminal never waits for the disk. */
export class TerminalTape implements Tape {
  /** Resolves when everything is written that can be, and the file is closed. */
  readonly closed: Promise<void>;
  readonly #parts: TapeParts;
  readonly #backlog = new Backlog(BACKLOG_BYTES);
  readonly #rate: WriteRate;
  readonly #end = Promise.withResolvers<void>();
  #opened: Opened | undefined;
  #timer: Disposable | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #size: TerminalSize = { cols: 80, rows: 24 };
  #isFull = false;
  #isOver = false;

  constructor(parts: TapeParts) {
    this.#parts = parts;
    this.#rate = new WriteRate(parts.clock);
    this.closed = this.#end.promise;
  }

  begin(start: number, size: TerminalSize): void {
    this.#size = size;
    this.#add({ kind: 'begin', at: this.#now(), start, size });
  }

  output(chunk: Uint8Array): void {
    const at = this.#now();
    if (this.#parts.isOn()) this.#add({ kind: 'output', at, bytes: chunk });
    // Counted, so that it is not recorded later, when the shell repeats it to another process.
    else this.#add({ kind: 'unrecorded', at, bytes: chunk.byteLength });
  }

  resized(size: TerminalSize): void {
    this.#size = size;
    this.#add({ kind: 'resized', at: this.#now(), size });
  }

  mark(mark: CastMark): void {
    this.#add({ kind: 'mark', at: this.#now(), mark });
  }

  /** Forgets what was recorded so far, and goes on. */
  async erase(): Promise<void> {
    while (this.#isWriting) await this.#writing;
    if (this.#isOver) return;
    this.#work(() => this.#eraseFile());
    await this.#writing;
  }

  ended(): void {
    this.#add({ kind: 'ended', at: this.#now() });
  }

  [Symbol.dispose](): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timer?.[Symbol.dispose]();
    void this.#finish();
  }

  #add(entry: Entry): void {
    if (this.#isOver) return;
    this.#backlog.add(entry);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isWriting || this.#isOver || this.#backlog.isEmpty) return;
    this.#timer ??= this.#parts.clock.after(WRITE_EVERY_MS, () => {
      this.#timer = undefined;
      // What is being erased has begun since; the rest is written after it.
      if (this.#isWriting) return;
      const allowance = this.#rate.allowance(this.#backlog.outputBytes);
      if (allowance === undefined) this.#schedule();
      else this.#work(() => this.#write(allowance));
    });
  }

  #work(work: () => Promise<void>): void {
    this.#isWriting = true;
    this.#writing = work()
      .catch((error: unknown) => this.#giveUp(error))
      .finally(() => {
        this.#isWriting = false;
        this.#schedule();
      });
  }

  async #write(allowance: number): Promise<void> {
    const { file, encoder, room } = await this.#open();
    this.#rate.spend(Math.min(allowance, this.#backlog.outputBytes));
    const entries = this.#backlog.take(allowance);
    const lines = encoder.encode(entries) + encoder.positionLine();
    const bytes = Buffer.byteLength(lines);
    if (!this.#isFull && room.hasRoomFor(bytes)) await this.#append(file, room, lines);
    else await this.#writeMarks(entries);
  }

  /** Output has no room any more; once, that is said. */
  async #writeMarks(entries: readonly Entry[]): Promise<void> {
    const { file, encoder, room } = await this.#open();
    const marks = entries.filter(({ kind }) => kind === 'mark');
    const full: Entry = { kind: 'mark', at: this.#now(), mark: { kind: 'full' } };
    const said = this.#isFull ? marks : [...marks, full];
    this.#isFull = true;
    if (said.length === 0) return;
    const lines = encoder.encode(said) + encoder.positionLine();
    if (room.hasRoomForMarks(Buffer.byteLength(lines))) await this.#append(file, room, lines);
  }

  async #eraseFile(): Promise<void> {
    const { file, encoder, room } = await this.#open();
    // What waits is erased as well; only how far the shell has got is not forgotten.
    encoder.encode(this.#backlog.take(BACKLOG_BYTES));
    room.take(-file.bytes);
    encoder.startAgain(await file.erase({ title: this.#parts.title, size: this.#size, now: this.#now() }));
    await file.append(encoder.positionLine());
    room.take(file.bytes);
    this.#isFull = false;
  }

  async #append(file: CastFile, room: SessionRoom, lines: string): Promise<void> {
    room.take(Buffer.byteLength(lines));
    await file.append(lines);
  }

  async #open(): Promise<Opened> {
    if (this.#opened !== undefined) return this.#opened;
    const { path, title, sandboxId, ready, clock } = this.#parts;
    const room = await ready;
    const size = this.#backlog.firstSize ?? { cols: 80, rows: 24 };
    const file = await CastFile.open(path, { title, size, now: this.#backlog.since ?? clock.now() });
    if (file.resumed === undefined) room.take(file.bytes);
    const { startedAt, resumed } = file;
    this.#opened = { file, room, encoder: new CastEncoder({ sandboxId, startedAt, resumed }) };
    return this.#opened;
  }

  /** A full or broken disk is no reason to disturb anybody: this terminal is not recorded any further. */
  #giveUp(error: unknown): void {
    this.#parts.log.warn({ error, path: this.#parts.path }, 'terminal is not recorded any further');
    this[Symbol.dispose]();
  }

  async #finish(): Promise<void> {
    await this.#writing;
    try {
      if (!this.#backlog.isEmpty) await this.#write(BACKLOG_BYTES);
    } catch (error) {
      this.#parts.log.debug({ error }, 'the last of a recording could not be written');
    }
    await this.#opened?.file.close().catch(() => undefined);
    this.#end.resolve();
  }

  #now(): number {
    return this.#parts.clock.now();
  }
}
