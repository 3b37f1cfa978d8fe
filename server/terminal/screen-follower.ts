import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { TerminalSize } from '../../sandbox/driver.ts';
import type { ByteLog } from './byte-log.ts';
import { firstLineBytes, scanBarriers, styleAtEnd, visibleStart } from './plain-run.ts';
import type { Screen } from './screen.ts';

/** Parsed at once: little enough to be done soon when each byte asks for as much work as it can. */
const SLICE_BYTES = 4 * 1024;
/** Parsed or painted at a stretch, so that nobody's keys wait long for somebody's flood. */
const STRETCH_MS = 5;
/** Forgets the glance before the whole comes. */
const FULL_RESET = '\x1bc';
/** A scrollback that has another colour in each cell loses its oldest lines; both screens alone are much shorter. */
const REPAINT_MAX_LENGTH = 32 * 1024 * 1024;
/** What may wait unparsed although it can be seen: about 10,000 long lines. */
const VISIBLE_MAX_BYTES = 8 * 1024 * 1024;

/** How far to go: to the end, or only so far that what waits is no more than can be seen. */
export type Reach = 'everything' | 'hidden-only';

export interface PaintedScreen {
  /** Where in the log the screen was. */
  readonly position: number;
  readonly size: TerminalSize;
  /** The whole, or first what can be seen and then the whole. */
  readonly frames: readonly Buffer[];
}

interface Resize {
  readonly at: number;
  readonly size: TerminalSize;
}

/**
 * Brings a screen up to date with a log, some way behind it. Text that has scrolled out of reach is left out; the screen
 * comes out as if it had been parsed.
 */
export class ScreenFollower implements Disposable {
  readonly #log: ByteLog;
  readonly #makeScreen: () => Screen;
  #madeScreen: Screen | undefined;
  /** Resizes that the screen has yet to make, in order. */
  readonly #resizes: Resize[] = [];
  #position: number;
  #scanned: number;
  /** Before this position everything has to be parsed. */
  #barrier: number;
  /** Repaints that somebody waits for. */
  #wanted = 0;
  /** Resolves when the screen is nobody's any more. */
  #free: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(log: ByteLog, makeScreen: () => Screen) {
    this.#log = log;
    this.#makeScreen = makeScreen;
    this.#position = log.start;
    this.#scanned = log.start;
    this.#barrier = log.start;
  }

  /** Where in the log the screen is. */
  get position(): number {
    return this.#position;
  }

  resizeAtEnd(size: TerminalSize): void {
    if (this.#resizes.at(-1)?.at === this.#log.end) this.#resizes.pop();
    this.#resizes.push({ at: this.#log.end, size });
  }

  follow(reach: Reach): Promise<void> {
    return this.#alone(() => this.#walk(reach));
  }

  /** Catches up with the log and paints the screen. */
  repaint(): Promise<PaintedScreen> {
    this.#wanted += 1;
    return this.#alone(async () => {
      do await this.#walk('everything');
      while (this.#position < this.#log.end && !this.#disposed);
      return { position: this.#position, size: this.#screen.size, frames: await this.#painted() };
    }).finally(() => {
      this.#wanted -= 1;
    });
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#madeScreen?.[Symbol.dispose]();
  }

  get #screen(): Screen {
    this.#madeScreen ??= this.#makeScreen();
    return this.#madeScreen;
  }

  /** One after the other: the screen must hold still while it is being painted. */
  #alone<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#free.then(task);
    this.#free = result.catch(() => undefined);
    return result;
  }

  async #painted(): Promise<Buffer[]> {
    const glance = this.#disposed ? undefined : this.#screen.glance();
    const pieces: string[] = [];
    let length = 0;
    let since = performance.now();
    for (const piece of this.#disposed ? [] : this.#screen.paint()) {
      pieces.push(piece);
      length += piece.length;
      while (length > REPAINT_MAX_LENGTH) length -= pieces.shift()?.length ?? length;
      if (performance.now() - since < STRETCH_MS) continue;
      await nextTurn();
      since = performance.now();
    }
    const whole = pieces.join('');
    return glance === undefined ? [Buffer.from(whole)] : [Buffer.from(glance), Buffer.from(FULL_RESET + whole)];
  }

  async #walk(reach: Reach): Promise<void> {
    const end = this.#log.end;
    while (!this.#disposed) {
      const resize = this.#resizes[0];
      const limit = resize?.at ?? end;
      await this.#parseBarriers(limit);
      await this.#skipHidden(limit);
      const mustParse = reach === 'everything' || resize !== undefined || limit - this.#position > VISIBLE_MAX_BYTES;
      if (mustParse) await this.#parse(limit);
      if (resize === undefined) return;
      // A later one may have taken its place meanwhile.
      if (resize === this.#resizes[0]) await this.#resize();
    }
  }

  /** One that fails is left out; to try it again would keep this screen where it is for good. */
  async #resize(): Promise<void> {
    const resize = this.#resizes.shift();
    try {
      if (resize !== undefined && !this.#disposed) this.#screen.resize(resize.size);
    } catch {
      // The repaint says which size the screen has.
    }
    await nextTurn();
  }

  async #parseBarriers(limit: number): Promise<void> {
    const from = Math.max(this.#scanned, this.#position);
    if (from < limit) {
      const { barrierEnd, scanned } = scanBarriers(this.#log.view(from, limit));
      this.#scanned = from + scanned;
      if (barrierEnd > 0) this.#barrier = from + barrierEnd;
    }
    await this.#parse(this.#barrier);
  }

  async #skipHidden(limit: number): Promise<void> {
    // The first line may finish a barrier's sequence; only then does the screen know what that has changed.
    await this.#parse(this.#position + firstLineBytes(this.#log.view(this.#position, limit)));
    if (this.#disposed || !this.#screen.scrollsFreely) return;
    const run = this.#log.view(this.#position, limit);
    const visible = visibleStart(run, this.#screen.lineFeedsToRenew);
    if (visible === undefined) return;
    this.#screen.parse(styleAtEnd(run.subarray(0, visible)));
    this.#position += visible;
  }

  async #parse(limit: number): Promise<void> {
    let since = performance.now();
    while (this.#position < limit && !this.#disposed) {
      const to = Math.min(limit, this.#position + SLICE_BYTES);
      this.#screen.parse(this.#log.view(this.#position, to));
      this.#position = to;
      if (to < limit && performance.now() - since < STRETCH_MS) continue;
      await this.#giveWay(performance.now() - since);
      since = performance.now();
    }
  }

  /** Work that nobody waits for rests as long as it has taken, so that a flood never has more than half of the process. */
  #giveWay(workedMs: number): Promise<void> {
    return this.#wanted > 0 ? nextTurn() : delay(workedMs);
  }
}
