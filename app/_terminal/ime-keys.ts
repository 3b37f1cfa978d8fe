/** The key code that browsers give while an input method has a say; which key it was is in `code` alone. */
const IME_KEY_CODE = 229;

/**
 * A key that ends a composition may come again as itself, or not at all: browsers and input methods differ. So long after
 * the composition, nothing comes any more.
 */
const OWED_MS = 40;

const F24 = 135;

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
  /** What xterm has sent since the last key, if that was one of the input method's. */
  #sentSinceKey: string | undefined;
  /** Insertions that xterm may yet send by itself. */
  readonly #insertions = new Set<{ sent: string }>();
  #owed: { readonly code: string; readonly text: string } | undefined;

  constructor(textarea: HTMLTextAreaElement, options: ImeKeysOptions) {
    this.#textarea = textarea;
    this.#options = options;
    const { signal } = this.#abort;
    textarea.addEventListener('compositionstart', () => this.#begin(), { signal });
    textarea.addEventListener('compositionend', () => this.#end(), { signal });
    textarea.addEventListener('input', (event) => this.#inserted(event as InputEvent), { signal });
  }

  /** For everything that xterm sends. */
  sent(text: string): void {
    if (this.#sentSinceKey !== undefined) this.#sentSinceKey += text;
    for (const insertion of this.#insertions) insertion.sent += text;
  }

  /** For every keydown, before xterm. True when the key is dealt with. */
  handle(event: KeyboardEvent): boolean {
    this.#sentSinceKey = event.keyCode === IME_KEY_CODE ? '' : undefined;
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

  /**
   * A digit or a full stop that ends a composition comes as inserted text, which xterm sees or does not see: it depends on
   * which of two timers is first.
   */
  #inserted({ inputType, data }: InputEvent): void {
    if (inputType !== 'insertText' || data === null || this.#composing || this.#sentSinceKey === undefined) return;
    const insertion = { sent: this.#sentSinceKey };
    this.#insertions.add(insertion);
    setTimeout(() => {
      this.#insertions.delete(insertion);
      if (!insertion.sent.includes(data)) this.#options.input(data);
    }, OWED_MS);
  }

  /** What is being composed goes first, and the input method must not go on with it. */
  #afterCommit(text: string): void {
    if (this.#composing) {
      // xterm sends a composition at once when it meets a key that no input method has touched; this one does nothing else.
      this.#textarea.dispatchEvent(new KeyboardEvent('keydown', { code: 'F24', key: 'F24', keyCode: F24, bubbles: true }));
      this.#textarea.blur();
      this.#textarea.focus({ preventScroll: true });
    }
    this.#options.input(text);
  }
}
