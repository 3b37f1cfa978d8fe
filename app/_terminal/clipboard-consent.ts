/** What a program on the machine wants of the clipboard. */
export type ClipboardWish = 'read' | 'write';
/** What a person says to it. */
export type ConsentAnswer = 'once' | 'session' | 'no';

/** A program that is told no does not ask again for so long, or it could ask until somebody gives in. */
const QUIET_MS = 30_000;

/** A person's consent to one wish: asked for each time, or given for as long as the page lives. */
export class ClipboardConsent {
  readonly #ask: () => Promise<ConsentAnswer>;
  #isAllowed = false;
  #isAsking = false;
  #quietUntil = Number.NEGATIVE_INFINITY;

  /** @param ask asks the person. Nobody can be asked about a terminal that is not seen: `no`. */
  constructor(ask: () => Promise<ConsentAnswer>) {
    this.#ask = ask;
  }

  async isGiven(): Promise<boolean> {
    if (this.#isAllowed) return true;
    if (this.#isAsking || performance.now() < this.#quietUntil) return false;
    this.#isAsking = true;
    const answer = await this.#ask();
    this.#isAsking = false;
    this.#isAllowed = answer === 'session';
    if (answer === 'no') this.#quietUntil = performance.now() + QUIET_MS;
    return answer !== 'no';
  }
}
