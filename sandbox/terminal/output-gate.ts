export interface OutputSource {
  pause(): void;
  resume(): void;
}

/**
 * Stands between a shell's output and its one listener: open while there is a listener that has not asked for a pause.
 * While it is closed the source is paused, and what still comes (the rest of a chunk) waits here in order.
 */
export class OutputGate {
  readonly #source: OutputSource;
  #listener: ((bytes: Uint8Array) => void) | undefined;
  #paused = false;
  #waiting: Uint8Array[] = [];
  #whenEmpty: (() => void) | undefined;

  /** Begins closed; the source is expected to be paused or silent. */
  constructor(source: OutputSource) {
    this.#source = source;
  }

  push(bytes: Uint8Array): void {
    if (this.#waiting.length === 0 && this.#listener !== undefined && !this.#paused) {
      this.#listener(bytes);
      return;
    }
    this.#waiting.push(bytes);
  }

  listen(listener: (bytes: Uint8Array) => void): Disposable {
    if (this.#listener !== undefined) throw new Error('a terminal has one listener at a time');
    this.#listener = listener;
    this.#open();
    return {
      [Symbol.dispose]: () => {
        if (this.#listener !== listener) return;
        this.#listener = undefined;
        this.#source.pause();
      },
    };
  }

  pause(): void {
    this.#paused = true;
    this.#source.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#open();
  }

  /** Calls back once everything that waits is given, at once when nobody listens: nothing more will come. */
  end(callback: () => void): void {
    if (this.#waiting.length === 0 || this.#listener === undefined) callback();
    else this.#whenEmpty = callback;
  }

  /** The listener may close the gate again while it is being served. */
  #open(): void {
    while (this.#listener !== undefined && !this.#paused) {
      const bytes = this.#waiting.shift();
      if (bytes === undefined) {
        this.#whenEmpty?.();
        this.#whenEmpty = undefined;
        this.#source.resume();
        return;
      }
      this.#listener(bytes);
    }
  }
}
