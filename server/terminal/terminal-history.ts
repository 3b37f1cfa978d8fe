import type { TerminalSize } from '../../sandbox/driver.ts';
import type { Clock } from '../clock.ts';
import { SHELL_RESTART_SEQUENCE } from '../protocol/messages.ts';
import { ByteLog } from './byte-log.ts';
import { Screen } from './screen.ts';
import { ScreenFollower } from './screen-follower.ts';

/** What a page that was away for a moment may have missed and still gets byte for byte: more than can be under way to it. */
export const RESUME_BYTES = 1024 * 1024;
/** Unparsed output that a repaint deals with well within its time. */
const LEISURE_BYTES = 64 * 1024;
/** Silence after which the rest is parsed: whatever printed it has most likely finished. */
const LEISURE_MS = 200;
/** A flood is gone through each time this much has come: more than 10,000 usual lines, so that most can be left out. */
const DIGEST_BYTES = 4 * 1024 * 1024;
/** Unparsed output above which the shell has to wait: it prints what must be parsed faster than that can be done. */
const LIMIT_BYTES = 4 * DIGEST_BYTES;

/** A repaint takes about a megabyte; one that nobody has asked for is not kept longer. */
const PREPARED_MS = 30_000;

export interface Repaint {
  /** Output goes on here. */
  readonly offset: number;
  readonly frames: readonly Buffer[];
  readonly size: TerminalSize;
}

export interface HistoryOptions {
  /** Offset of the first byte that will be appended. */
  readonly start: number;
  readonly size: TerminalSize;
  readonly clock: Clock;
  /** Fewer lines than a page keeps, for tests that need a flood. */
  readonly scrollback?: number;
}

/**
 * What one terminal has printed: the last bytes as they came, and the screen, which is brought up to date only when
 * somebody asks, when there is time, or when too much waits.
 */
export class TerminalHistory implements Disposable {
  readonly #clock: Clock;
  readonly #log: ByteLog;
  readonly #follower: ScreenFollower;
  /** Positions in the log go on when the shell is restarted, offsets begin anew: their difference. */
  #base = 0;
  #size: TerminalSize;
  #digestAt: number;
  #leisure: Disposable | undefined;
  /** The last repaint, while nothing has happened since. */
  #painted: Promise<Repaint> | undefined;
  #expiry: Disposable | undefined;
  #disposed = false;

  constructor({ start, size, clock, scrollback }: HistoryOptions) {
    this.#clock = clock;
    this.#log = new ByteLog(start);
    this.#follower = new ScreenFollower(this.#log, () => new Screen(size, scrollback));
    this.#size = size;
    this.#digestAt = start + DIGEST_BYTES;
  }

  /** Offset after the last byte, counted from the beginning of the shell. */
  get end(): number {
    return this.#log.end - this.#base;
  }

  get size(): TerminalSize {
    return this.#size;
  }

  /** True when the shell had better wait for `relief`. */
  get isOverfull(): boolean {
    return this.#waiting > LIMIT_BYTES;
  }

  append(chunk: Uint8Array): void {
    this.#painted = undefined;
    this.#log.append(chunk);
    if (this.#log.end >= this.#digestAt) void this.#digest();
    else if (this.#waiting > LEISURE_BYTES) this.#takeLeisure();
    this.#trim();
  }

  resized(size: TerminalSize): void {
    this.#painted = undefined;
    this.#size = size;
    this.#follower.resizeAtEnd(size);
  }

  /** The shell is new: its output follows what the old one has left on the screen. */
  restarted(start: number): void {
    this.append(Buffer.from(SHELL_RESTART_SEQUENCE));
    this.#base = this.#log.end - start;
  }

  /** The bytes from `offset` on, or undefined when some of them are gone or have never been. */
  since(offset: number): Buffer | undefined {
    const position = this.#base + offset;
    return position < this.#log.start || position > this.#log.end ? undefined : this.#log.copy(position, this.#log.end);
  }

  /** The screen as it is, scrollback included. Meanwhile the shell should wait, or this takes as long as it prints. */
  repaint(): Promise<Repaint> {
    this.#painted ??= this.#paint();
    return this.#painted;
  }

  /** Paints for somebody who is about to ask; kept for a while, if nothing is printed. */
  prepareRepaint(): void {
    this.repaint().catch(() => {
      this.#painted = undefined;
    });
    this.#expiry?.[Symbol.dispose]();
    this.#expiry = this.#clock.after(PREPARED_MS, () => {
      this.#painted = undefined;
    });
  }

  /** Resolves when `isOverfull` is over. */
  async relief(): Promise<void> {
    while (this.isOverfull && !this.#disposed) await this.#digest();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#leisure?.[Symbol.dispose]();
    this.#expiry?.[Symbol.dispose]();
    this.#follower[Symbol.dispose]();
  }

  async #paint(): Promise<Repaint> {
    const { position, size, frames } = await this.#follower.repaint();
    this.#trim();
    return { offset: position - this.#base, frames, size };
  }

  get #waiting(): number {
    return this.#log.end - this.#follower.position;
  }

  async #digest(): Promise<void> {
    this.#digestAt = this.#log.end + DIGEST_BYTES;
    await this.#follower.follow('hidden-only');
    this.#trim();
    if (this.#waiting > LEISURE_BYTES) this.#takeLeisure();
  }

  /** Parses what waits once there is silence. */
  #takeLeisure(): void {
    if (this.#leisure !== undefined || this.#disposed) return;
    const seen = this.#log.end;
    this.#leisure = this.#clock.after(LEISURE_MS, () => {
      this.#leisure = undefined;
      if (this.#log.end !== seen) this.#takeLeisure();
      else void this.#follower.follow('everything').then(() => this.#trim());
    });
  }

  #trim(): void {
    this.#log.dropBefore(Math.min(this.#follower.position, this.#log.end - RESUME_BYTES));
  }
}
