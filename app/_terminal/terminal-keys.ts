import type { Terminal } from '@xterm/xterm';
import { ImeKeys } from './ime-keys.ts';

export interface TerminalKeysOptions {
  readonly terminal: Terminal;
  readonly textarea: HTMLTextAreaElement;
  /** What is typed, in order. */
  readonly onText: (text: string) => void;
  /** Ctrl+Shift+F. */
  readonly onFind: () => void;
}

/** What is typed, with the keys that are not for xterm, or do not get to it. */
export class TerminalKeys {
  readonly #terminal: Terminal;
  readonly #onFind: () => void;
  readonly #ime: ImeKeys;

  constructor({ terminal, textarea, onText, onFind }: TerminalKeysOptions) {
    this.#terminal = terminal;
    this.#onFind = onFind;
    this.#ime = new ImeKeys(textarea, {
      input: (text) => terminal.input(text),
      applicationCursor: () => terminal.modes.applicationCursorKeysMode,
    });
    terminal.onData((text) => this.#ime.isMuted || onText(text));
    terminal.attachCustomKeyEventHandler((event) => event.type !== 'keydown' || !this.#take(event));
  }

  dispose(): void {
    this.#ime.dispose();
  }

  #take(event: KeyboardEvent): boolean {
    if (this.#ime.handle(event)) return true;
    if (!event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.code === 'KeyF' && event.shiftKey) {
      event.preventDefault();
      this.#onFind();
      return true;
    }
    if (event.code === 'KeyC') return this.#copy(event);
    // The browser's own paste follows.
    return event.code === 'KeyV';
  }

  /** Ctrl+C copies while something is selected, and interrupts otherwise; with Shift it only copies. */
  #copy(event: KeyboardEvent): boolean {
    const terminal = this.#terminal;
    if (terminal.hasSelection()) {
      void navigator.clipboard.writeText(terminal.getSelection()).catch(() => undefined);
      terminal.clearSelection();
    } else if (!event.shiftKey) {
      return false;
    }
    event.preventDefault();
    return true;
  }
}
