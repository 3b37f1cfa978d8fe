import type { TerminalSize } from '../../sandbox/driver.ts';
import type { ByteLog } from './byte-log.ts';
import { firstLineBytes, scanBarriers, styleAtEnd, visibleStart } from './plain-run.ts';
import type { Screen } from './screen.ts';

/** Parsed at a stretch, so that memory for copies stays small. */
const SLICE_BYTES = 256 * 1024;
/** What may wait unparsed although it can be seen: about 10,000 long lines. */
const VISIBLE_MAX_BYTES = 8 * 1024 * 1024;

/** How far to go: to the end, or only so far that what waits is no more than can be seen. */
export type Reach = 'everything' | 'hidden-only';

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
  #following: Promise<void> | undefined;
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

  get isUpToDate(): boolean {
    return this.#position === this.#log.end && this.#resizes.length === 0;
  }

  resizeAtEnd(size: TerminalSize): void {
    this.#resizes.push({ at: this.#log.end, size });
  }

  /** One walk at a time: a call during another gets that one's end. */
  follow(reach: Reach): Promise<void> {
    this.#following ??= this.#walk(reach).finally(() => {
      this.#following = undefined;
    });
    return this.#following;
  }

  paint(): string {
    return this.#screen.paint();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#madeScreen?.[Symbol.dispose]();
  }

  get #screen(): Screen {
    this.#madeScreen ??= this.#makeScreen();
    return this.#madeScreen;
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
      this.#screen.resize(resize.size);
      this.#resizes.shift();
    }
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
    const style = styleAtEnd(run.subarray(0, visible));
    this.#position += visible;
    await this.#screen.write(style);
  }

  async #parse(limit: number): Promise<void> {
    while (this.#position < limit && !this.#disposed) {
      const to = Math.min(limit, this.#position + SLICE_BYTES);
      await this.#screen.write(this.#log.copy(this.#position, to));
      this.#position = to;
    }
  }
}
