interface Waiting {
  readonly bytes: Uint8Array;
  readonly done: () => void;
}

/**
 * Holds back what follows the first piece of a repaint until that piece is on the screen: it shows what can be seen, and
 * the rest, which may keep xterm busy for a while, changes nothing of it.
 */
export class RepaintGate {
  readonly #write: (bytes: Uint8Array, done: () => void) => void;
  #state: 'open' | 'first' | 'shut' = 'open';
  #waiting: Waiting[] = [];
  #whenOpen: (() => void) | undefined;

  constructor(write: (bytes: Uint8Array, done: () => void) => void) {
    this.#write = write;
  }

  /** A repaint begins; whatever still waits belonged to an earlier one. */
  begin(): void {
    this.#state = 'first';
    for (const { done } of this.#waiting.splice(0)) done();
    this.#whenOpen = undefined;
  }

  /** All of the repaint has been given: calls `then` when it is written, after everything that waits. */
  end(then: () => void): void {
    if (this.#state === 'shut') this.#whenOpen = then;
    else {
      this.#state = 'open';
      this.#write(new Uint8Array(), then);
    }
  }

  write(bytes: Uint8Array, done: () => void): void {
    if (this.#state === 'shut') {
      this.#waiting.push({ bytes, done });
      return;
    }
    if (this.#state === 'open') {
      this.#write(bytes, done);
      return;
    }
    this.#state = 'shut';
    this.#write(bytes, () => {
      done();
      afterFrame(() => this.#open());
    });
  }

  #open(): void {
    if (this.#state !== 'shut') return;
    this.#state = 'open';
    for (const { bytes, done } of this.#waiting.splice(0)) this.#write(bytes, done);
    const then = this.#whenOpen;
    this.#whenOpen = undefined;
    if (then !== undefined) this.#write(new Uint8Array(), then);
  }
}

/** A page that is not shown draws no frames. */
function afterFrame(action: () => void): void {
  if (document.hidden) action();
  else requestAnimationFrame(() => setTimeout(action, 0));
}
