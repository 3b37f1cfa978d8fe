import type { Terminal } from '@xterm/xterm';
import { type TerminalKey, terminalKeyOf } from '../_commands/shortcuts.ts';
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

const fontSteps: Readonly<Partial<Record<TerminalKey, -1 | 0 | 1>>> = { larger: 1, smaller: -1, usual: 0 };

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
    const key = terminalKeyOf(event);
    if (key !== undefined) {
      event.preventDefault();
      this.#do(key);
      return true;
    }
    if (event.code === 'KeyC') return this.#copy(event);
    // The browser's own paste follows.
    return event.code === 'KeyV';
  }

  #do(key: TerminalKey): void {
    const step = fontSteps[key];
    if (step === undefined) this.#onFind();
    else changeFontSize(step);
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
