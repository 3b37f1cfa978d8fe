import { dropText, keepText, keptText } from '../_settings/kept-text.ts';

/** Guesses that the server has not been told, kept on this device: one may expect something before there is a machine. */
export class LocalGuesses {
  readonly #prefix: string;
  /** For a browser that keeps nothing. */
  readonly #memory = new Map<string, string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(prediction: string): string | undefined {
    return keptText(this.#key(prediction)) ?? this.#memory.get(prediction);
  }

  keep(prediction: string, choice: string): void {
    this.#memory.set(prediction, choice);
    keepText(this.#key(prediction), choice);
  }

  drop(prediction: string): void {
    this.#memory.delete(prediction);
    dropText(this.#key(prediction));
  }

  #key(prediction: string): string {
    return `${this.#prefix}/${prediction}`;
  }
}
