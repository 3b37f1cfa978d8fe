/** Guesses that the server has not been told, kept on this device: one may expect something before there is a machine. */
export class LocalGuesses {
  readonly #prefix: string;
  /** For a browser that keeps nothing. */
  readonly #memory = new Map<string, string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(prediction: string): string | undefined {
    try {
      return localStorage.getItem(this.#key(prediction)) ?? this.#memory.get(prediction);
    } catch {
      return this.#memory.get(prediction);
    }
  }

  keep(prediction: string, choice: string): void {
    this.#memory.set(prediction, choice);
    try {
      localStorage.setItem(this.#key(prediction), choice);
    } catch {
      // It lasts as long as the page, then.
    }
  }

  drop(prediction: string): void {
    this.#memory.delete(prediction);
    try {
      localStorage.removeItem(this.#key(prediction));
    } catch {
      // Nothing was kept.
    }
  }

  #key(prediction: string): string {
    return `${this.#prefix}/${prediction}`;
  }
}
