import unicode11 from '@xterm/addon-unicode11';
import xterm, { type Terminal } from '@xterm/headless';
import type { TerminalSize } from '../../sandbox/driver.ts';
import { paint } from './paint.ts';
import { internalsOf } from './xterm-internals.ts';

/** A terminal without a window: it knows what a page that has seen the same bytes shows. */
export class Screen implements Disposable {
  readonly #terminal: Terminal;
  readonly #scrollback: number;

  constructor(size: TerminalSize, scrollback: number) {
    this.#scrollback = scrollback;
    this.#terminal = new xterm.Terminal({
      cols: size.cols,
      rows: size.rows,
      scrollback,
      allowProposedApi: true,
      logLevel: 'off',
    });
    // Widths of characters must be those of the page.
    this.#terminal.loadAddon(new unicode11.Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
  }

  /**
   * So many line feeds leave nothing of what was there before them: some may walk down to the bottom over lines that are
   * there already, the rest make new ones for the whole screen and scrollback.
   */
  get lineFeedsToRenew(): number {
    return this.#scrollback + 2 * this.#terminal.rows;
  }

  /** True while a line feed at the bottom moves the whole screen up into the scrollback. */
  get scrollsFreely(): boolean {
    if (this.#terminal.buffer.active.type === 'alternate') return false;
    const { scrollTop, scrollBottom } = internalsOf(this.#terminal).buffers.normal;
    return scrollTop === 0 && scrollBottom === this.#terminal.rows - 1;
  }

  /** Resolves when the bytes are parsed; other work goes on in between. The caller leaves `bytes` alone until then. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(bytes, resolve));
  }

  resize(size: TerminalSize): void {
    this.#terminal.resize(size.cols, size.rows);
  }

  paint(): string {
    return paint(this.#terminal);
  }

  [Symbol.dispose](): void {
    this.#terminal.dispose();
  }
}
