/** Often enough that a connection which died in its sleep is noticed before somebody types into it. */
const ASK_MS = 20_000;
/** A server that is only busy answers well within this. */
const ANSWER_MS = 8_000;

/** Watches an open connection by asking for a sign of life now and then. */
export class Liveness {
  readonly #ask: () => void;
  readonly #onDead: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: () => void, onDead: () => void) {
    this.#ask = ask;
    this.#onDead = onDead;
  }

  /** Anything that comes is a sign of life. */
  heard(): void {
    this.stop();
    this.#timer = setTimeout(() => this.askNow(), ASK_MS);
  }

  askNow(): void {
    this.stop();
    this.#ask();
    this.#timer = setTimeout(this.#onDead, ANSWER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
