/** Ctrl as a key of its own, for keyboards without one: it counts for the next character. */
export class StickyControl {
  readonly #listeners = new Set<(isOn: boolean) => void>();
  #isOn = false;

  get isOn(): boolean {
    return this.#isOn;
  }

  set isOn(isOn: boolean) {
    this.#isOn = isOn;
    for (const listener of this.#listeners) listener(isOn);
  }

  /** Answers how to stop. */
  onChange(listener: (isOn: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What `text` means with Ctrl, if that is on. */
  apply(text: string): string {
    if (!this.#isOn) return text;
    this.isOn = false;
    return controlled(text);
  }
}

/** The control character of a letter or of one of `@ [ \ ] ^ _ ?` and space; anything else stays. */
export function controlled(text: string): string {
  if (text === ' ') return '\x00';
  if (text === '?') return '\x7f';
  return /^[@-_a-z]$/.test(text) ? String.fromCharCode(text.toUpperCase().charCodeAt(0) - 64) : text;
}
