import type { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import { resizeXterm } from '../../server/protocol/same-screen.ts';
import type { TerminalSize } from './terminal-socket.ts';

/** A divider that is being dragged changes the size at each frame; programs redraw for the last one only. */
const SETTLED_MS = 80;
/** As many columns and rows as the server takes. */
const MAX_CELLS = 500;

/**
 * Keeps the terminal as large as its place on the page. While another page has the say, it keeps that one's size until
 * somebody turns to this page.
 */
export class XtermSizer {
  readonly #terminal: Terminal;
  readonly #fit: FitAddon;
  readonly #place: HTMLElement;
  readonly #onSize: (size: TerminalSize) => void;
  readonly #observer: ResizeObserver;
  /** While a repaint that is laid out for another size comes in. */
  isHeld = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({
    terminal,
    fit,
    place,
    onSize,
  }: { terminal: Terminal; fit: FitAddon; place: HTMLElement; onSize: (size: TerminalSize) => void }) {
    this.#terminal = terminal;
    this.#fit = fit;
    this.#place = place;
    this.#onSize = onSize;
    this.#observer = new ResizeObserver(() => this.#fitSoon());
    this.#observer.observe(place);
  }

  get size(): TerminalSize {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** Takes its place's size and says so. Does nothing while it is held or not on the screen. */
  fitNow(): void {
    clearTimeout(this.#timer);
    if (this.isHeld || this.#place.clientWidth === 0 || this.#place.clientHeight === 0) return;
    const fitting = this.#fit.proposeDimensions();
    if (fitting === undefined || Number.isNaN(fitting.cols) || Number.isNaN(fitting.rows)) return;
    this.#resize({ cols: Math.min(fitting.cols, MAX_CELLS), rows: Math.min(fitting.rows, MAX_CELLS) });
    this.#onSize(this.size);
  }

  /** Takes the size that another page, or the past, has given. */
  adopt(size: TerminalSize): void {
    clearTimeout(this.#timer);
    this.#resize(size);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
  }

  #resize(size: TerminalSize): void {
    if (size.cols !== this.#terminal.cols || size.rows !== this.#terminal.rows) resizeXterm(this.#terminal, size);
  }

  #fitSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.fitNow(), SETTLED_MS);
  }
}
