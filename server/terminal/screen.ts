import unicode11 from '@xterm/addon-unicode11';
import xterm, { type Terminal } from '@xterm/headless';
import type { TerminalSize } from '../../sandbox/driver.ts';
import { mendXterm, resizeXterm, scrollbackOf, UNICODE_VERSION } from '../protocol/same-screen.ts';
import { glance, paint } from './paint.ts';
import { internalsOf } from './xterm-internals.ts';

/** A terminal without a window: it knows what a page that has seen the same bytes shows. */
export class Screen implements Disposable {
  readonly #terminal: Terminal;
  readonly #mostLines: number;

  constructor(size: TerminalSize, mostLines = Number.POSITIVE_INFINITY) {
    this.#mostLines = mostLines;
    this.#terminal = new xterm.Terminal({
      cols: size.cols,
      rows: size.rows,
      scrollback: this.#scrollback(size),
      allowProposedApi: true,
      logLevel: 'off',
    });
    this.#terminal.loadAddon(new unicode11.Unicode11Addon());
    this.#terminal.unicode.activeVersion = UNICODE_VERSION;
    mendXterm(this.#terminal);
  }

  get size(): TerminalSize {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /**
   * So many line feeds leave nothing of what was there before them: some may walk down to the bottom over lines that are
   * there already, the rest make new ones for the whole screen and scrollback.
   */
  get lineFeedsToRenew(): number {
    return (this.#terminal.options.scrollback ?? 0) + 2 * this.#terminal.rows;
  }

  /** True while a line feed at the bottom moves the whole screen up into the scrollback. */
  get scrollsFreely(): boolean {
    if (this.#terminal.buffer.active.type === 'alternate') return false;
    const { scrollTop, scrollBottom } = internalsOf(this.#terminal).buffers.normal;
    return scrollTop === 0 && scrollBottom === this.#terminal.rows - 1;
  }

  /**
   * Parses at once. xterm's own `write` does so in timers, where an output that makes it throw ends the process. What it
   * throws at is left out: a screen that is a little wrong is better than none.
   */
  parse(bytes: Uint8Array): void {
    try {
      internalsOf(this.#terminal)._inputHandler.parse(bytes);
    } catch {
      // Nothing to do: whoever made this output sees the same on the page.
    }
  }

  resize(size: TerminalSize): void {
    resizeXterm(this.#terminal, size, this.#scrollback(size));
  }

  /** What of it can be seen, where that is much less than all of it. */
  glance(): string | undefined {
    return glance(this.#terminal);
  }

  /** In pieces, so that other work can go on in between. The screen must not change meanwhile. */
  paint(): Iterable<string> {
    return paint(this.#terminal);
  }

  #scrollback({ cols }: TerminalSize): number {
    return Math.min(this.#mostLines, scrollbackOf(cols));
  }

  [Symbol.dispose](): void {
    this.#terminal.dispose();
  }
}
