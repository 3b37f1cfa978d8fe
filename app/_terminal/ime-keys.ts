import { commandKeyOf, endingKeyOf, IME_KEY_CODE, isHangul, typedBetween } from './ime-key-codes.ts';

/**
 * A key that ends a composition may come again as itself, or not at all: browsers and input methods differ. So long after
 * the composition, nothing comes any more.
 */
const OWED_MS = 40;

const F24 = 135;

export interface ImeKeysOptions {
  /** Types into the terminal. */
  readonly input: (text: string) => void;
  readonly applicationCursor: () => boolean;
}

/**
 * Gives the shell what an input method makes (Korean or another), and the keys that it keeps from xterm, in the order in
 * which they were pressed. xterm would send a composition by timers, which come late on a busy page: it only shows it.
 */
export class ImeKeys {
  readonly #textarea: HTMLTextAreaElement;
  readonly #options: ImeKeysOptions;
  readonly #abort = new AbortController();
  #isComposing = false;
  #isMuted = false;
  #isGivingUp = false;
  /** Where the composition begins in the field. */
  #start = 0;
  /** The field before an input method's key, of which xterm is not told; undefined while xterm watches the field itself. */
  #before: string | undefined;
  /** A key that has ended a composition (`due`) or may do so, and has not come as itself. */
  #owed: { readonly code: string; readonly text: string; due: boolean } | undefined;

  constructor(textarea: HTMLTextAreaElement, options: ImeKeysOptions) {
    this.#textarea = textarea;
    this.#options = options;
    const { signal } = this.#abort;
    textarea.addEventListener('compositionstart', () => this.#begin(), { signal });
    // On its way down to the field, where xterm would see it.
    textarea.parentElement?.addEventListener('compositionend', (event) => this.#end(event), { signal, capture: true });
    textarea.addEventListener('input', () => this.#changed(), { signal });
    // From here on xterm takes inserted text for its own.
    textarea.addEventListener('keyup', () => this.#leaveField(), { signal });
  }

  /** True while xterm is made to send what this has sent already. */
  get isMuted(): boolean {
    return this.#isMuted;
  }

  /** For every keydown, before xterm. True when the key is dealt with. */
  handle(event: KeyboardEvent): boolean {
    if (this.#isMuted) return false;
    if (event.keyCode !== IME_KEY_CODE) {
      this.#beforeOrdinaryKey(event);
      return false;
    }
    this.#payOwed();
    this.#before = this.#textarea.value;
    const command = commandKeyOf(event);
    if (command === undefined) {
      this.#owe(event.code);
    } else {
      event.preventDefault();
      this.#commit();
      this.#options.input(command);
    }
    return true;
  }

  dispose(): void {
    this.#abort.abort();
    this.#owed = undefined;
  }

  get #composed(): string {
    return this.#textarea.value.slice(this.#start);
  }

  #owe(code: string): void {
    const canEnd = this.#isComposing && isHangul(this.#composed);
    const text = canEnd ? endingKeyOf(code, this.#options.applicationCursor()) : undefined;
    this.#owed = text === undefined ? undefined : { code, text, due: false };
  }

  #payOwed(): void {
    const owed = this.#owed;
    this.#owed = undefined;
    if (owed?.due === true) this.#options.input(owed.text);
  }

  #beforeOrdinaryKey(event: KeyboardEvent): void {
    this.#before = undefined;
    if (this.#owed?.code === event.code) this.#owed = undefined;
    this.#payOwed();
    if (isForShell(event)) this.#commit();
  }

  #begin(): void {
    this.#isComposing = true;
    this.#owed = undefined;
    this.#start = this.#textarea.value.length;
  }

  #end(event: Event): void {
    event.stopPropagation();
    this.#isComposing = false;
    if (this.#isGivingUp) return;
    this.#settleXterm();
    this.#send(this.#composed);
    if (this.#before !== undefined) this.#before = this.#textarea.value;
    const owed = this.#owed;
    if (owed === undefined) return;
    owed.due = true;
    setTimeout(() => this.#owed === owed && this.#payOwed(), OWED_MS);
  }

  /** Sends what is composed up to now; the input method must not go on with it. */
  #commit(): void {
    if (!this.#isComposing) return;
    const text = this.#composed;
    this.#isMuted = true;
    this.#isGivingUp = true;
    this.#textarea.blur();
    this.#textarea.focus({ preventScroll: true });
    this.#isGivingUp = false;
    this.#isMuted = false;
    this.#isComposing = false;
    this.#settleXterm();
    this.#send(text);
  }

  /** A digit, a full stop, or a phone's keyboard: the field changes without a composition. */
  #changed(): void {
    if (this.#isComposing || this.#before === undefined) return;
    const typed = typedBetween(this.#before, this.#textarea.value);
    this.#before = this.#textarea.value;
    this.#send(typed);
  }

  #leaveField(): void {
    this.#before = undefined;
  }

  #send(text: string): void {
    if (text !== '') this.#options.input(text);
  }

  /** xterm takes a composition for ended when it meets a key like this, which does nothing else. */
  #settleXterm(): void {
    this.#isMuted = true;
    this.#textarea.dispatchEvent(new KeyboardEvent('keydown', { code: 'F24', key: 'F24', keyCode: F24, bubbles: true }));
    this.#isMuted = false;
  }
}

/** Neither Shift, Caps Lock nor a key of the keyboard's own, such as 한/영. */
function isForShell({ key }: KeyboardEvent): boolean {
  return key.length === 1 || /^(Enter|Tab|Backspace|Delete|Escape|Insert|Home|End|Page(Up|Down)|Arrow\w+|F\d+)$/.test(key);
}
