/** The key code that browsers give while an input method has a say; which key it was is in `code` alone. */
const IME_KEY_CODE = 229;

/**
 * A key that ends a composition may come again as itself, or not at all: browsers and input methods differ. So long after
 * the composition, nothing comes any more.
 */
const OWED_MS = 40;

type KeyFacts = Pick<KeyboardEvent, 'keyCode' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

const controlCodes: Readonly<Record<string, string>> = {
  Space: '\x00',
  BracketLeft: '\x1b',
  Backslash: '\x1c',
  BracketRight: '\x1d',
  Slash: '\x1f',
};

/** What Ctrl with a letter, Alt with a letter, or Esc means to a program when an input method keeps the key from xterm. */
export function commandKeyOf(event: KeyFacts): string | undefined {
  if (event.keyCode !== IME_KEY_CODE || event.metaKey) return undefined;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (event.ctrlKey && !event.altKey) return controlOf(event, letter);
  if (event.altKey && !event.ctrlKey && letter !== undefined) return `\x1b${event.shiftKey ? letter : letter.toLowerCase()}`;
  return event.code === 'Escape' && !event.ctrlKey && !event.altKey ? '\x1b' : undefined;
}

function controlOf(event: KeyFacts, letter: string | undefined): string | undefined {
  // Ctrl+V pastes, and Ctrl+Shift with a letter belongs to the browser.
  if (event.shiftKey || letter === 'V') return undefined;
  return letter === undefined ? controlCodes[event.code] : String.fromCharCode(letter.charCodeAt(0) - 64);
}

const arrows: Readonly<Record<string, string>> = {
  ArrowUp: 'A',
  ArrowDown: 'B',
  ArrowRight: 'C',
  ArrowLeft: 'D',
  Home: 'H',
  End: 'F',
};

/** What a key does that also ends a composition. */
export function endingKeyOf(code: string, applicationCursor: boolean): string | undefined {
  if (code === 'Enter' || code === 'NumpadEnter') return '\r';
  if (code === 'Tab') return '\t';
  const arrow = arrows[code];
  return arrow === undefined ? undefined : `\x1b${applicationCursor ? 'O' : '['}${arrow}`;
}

export interface ImeKeysOptions {
  /** Types into the terminal. */
  readonly input: (text: string) => void;
  readonly applicationCursor: () => boolean;
}

/** Gives the shell the keys that xterm does not see while a Korean (or another) input method is on. */
export class ImeKeys {
  readonly #textarea: HTMLTextAreaElement;
  readonly #options: ImeKeysOptions;
  readonly #abort = new AbortController();
  #composing = false;
  #owed: { readonly code: string; readonly text: string } | undefined;

  constructor(textarea: HTMLTextAreaElement, options: ImeKeysOptions) {
    this.#textarea = textarea;
    this.#options = options;
    const { signal } = this.#abort;
    textarea.addEventListener('compositionstart', () => this.#begin(), { signal });
    textarea.addEventListener('compositionend', () => this.#end(), { signal });
  }

  /** For every keydown, before xterm. True when the key is dealt with. */
  handle(event: KeyboardEvent): boolean {
    if (event.keyCode !== IME_KEY_CODE) {
      if (this.#owed?.code === event.code) this.#owed = undefined;
      return false;
    }
    const command = commandKeyOf(event);
    if (command !== undefined) {
      event.preventDefault();
      this.#afterCommit(command);
      return true;
    }
    const text = this.#composing ? endingKeyOf(event.code, this.#options.applicationCursor()) : undefined;
    if (text !== undefined) this.#owed = { code: event.code, text };
    return false;
  }

  dispose(): void {
    this.#abort.abort();
    this.#owed = undefined;
  }

  #begin(): void {
    this.#composing = true;
    this.#owed = undefined;
  }

  #end(): void {
    this.#composing = false;
    const owed = this.#owed;
    if (owed === undefined) return;
    setTimeout(() => {
      if (this.#owed !== owed) return;
      this.#owed = undefined;
      this.#options.input(owed.text);
    }, OWED_MS);
  }

  /** What is being composed goes first. Leaving the field commits it; xterm sends it in the next turn. */
  #afterCommit(text: string): void {
    if (!this.#composing) {
      this.#options.input(text);
      return;
    }
    this.#textarea.blur();
    this.#textarea.focus({ preventScroll: true });
    setTimeout(() => this.#options.input(text), 0);
  }
}
