import type { Terminal } from '@xterm/xterm';
import { endingKeyOf } from './ime-key-codes.ts';
import { ImeKeys } from './ime-keys.ts';
import { StickyControl } from './sticky-control.ts';
import { changeFontSize } from './terminal-settings.ts';

export interface TerminalKeysOptions {
  readonly terminal: Terminal;
  readonly textarea: HTMLTextAreaElement;
  /** What is typed, in order. */
  readonly onText: (text: string) => void;
  /** Ctrl+Shift+F. */
  readonly onFind: () => void;
}

/** Ctrl with one of these, as browsers have it for a page. Ctrl+- is not what a shell needs; its Ctrl+_ comes with Shift. */
const fontSteps: Readonly<Record<string, -1 | 0 | 1>> = {
  Equal: 1,
  NumpadAdd: 1,
  Minus: -1,
  NumpadSubtract: -1,
  Digit0: 0,
  Numpad0: 0,
};

/** What is typed, with the keys that are not for xterm, or do not get to it. */
export class TerminalKeys {
  readonly #terminal: Terminal;
  readonly #onFind: () => void;
  readonly #ime: ImeKeys;
  /** For keyboards without a Ctrl key. */
  readonly sticky = new StickyControl();

  constructor({ terminal, textarea, onText, onFind }: TerminalKeysOptions) {
    this.#terminal = terminal;
    this.#onFind = onFind;
    this.#ime = new ImeKeys(textarea, {
      input: (text) => terminal.input(text),
      applicationCursor: () => terminal.modes.applicationCursorKeysMode,
    });
    terminal.onData((text) => this.#ime.isMuted || onText(this.sticky.apply(text)));
    terminal.attachCustomKeyEventHandler((event) => event.type !== 'keydown' || !this.#take(event));
  }

  /** As if this key was pressed: `Escape`, `Tab`, or one that moves the cursor. */
  press(code: string): void {
    const { applicationCursorKeysMode } = this.#terminal.modes;
    const plain = code === 'Escape' ? '\x1b' : endingKeyOf(code, applicationCursorKeysMode);
    // Ctrl with an arrow is a word's width to a shell.
    const sent = this.sticky.isOn && code.startsWith('Arrow') ? `\x1b[1;5${plain?.at(-1)}` : plain;
    this.sticky.isOn = false;
    if (sent !== undefined) this.#terminal.input(sent);
  }

  dispose(): void {
    this.#ime.dispose();
  }

  #take(event: KeyboardEvent): boolean {
    if (this.#ime.handle(event)) return true;
    if (!event.ctrlKey || event.altKey || event.metaKey) return false;
    const step = fontSteps[event.code];
    if (step !== undefined && (!event.shiftKey || step === 1)) {
      event.preventDefault();
      changeFontSize(step);
      return true;
    }
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
