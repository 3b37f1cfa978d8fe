import { forgetBlocked, onWayBack } from './open-socket.ts';
import type { TerminalSocket } from './terminal-socket.ts';

/** Keeps a terminal's connection in step with the page: whether somebody looks, and whether the network is there. */
export class Presence {
  readonly #socket: TerminalSocket;
  readonly #abort = new AbortController();
  #isFront = true;
  #isResting = false;

  constructor(socket: TerminalSocket) {
    this.#socket = socket;
    const { signal } = this.#abort;
    signal.addEventListener(
      'abort',
      onWayBack(() => this.#leaveHttp()),
    );
    window.addEventListener('online', () => this.#networkChanged(), { signal });
    document.addEventListener('visibilitychange', () => this.#pageTurned(), { signal });
    // A page that was frozen, or comes back from the browser's cache, has slept through whatever happened to its connection.
    document.addEventListener('resume', () => this.#check(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#check(), { signal });
  }

  /** The terminal is the one in front of the others, or is not. */
  set isFront(isFront: boolean) {
    this.#isFront = isFront;
    if (isFront) this.#wake();
    else this.#rest();
  }

  dispose(): void {
    this.#abort.abort();
  }

  #networkChanged(): void {
    forgetBlocked();
    this.#leaveHttp();
    this.#check();
  }

  /** WebSockets may get through: goes on where it is, by the best way there is. */
  #leaveHttp(): void {
    if (this.#socket.rest()) this.#socket.connect();
  }

  #pageTurned(): void {
    if (document.hidden) this.#rest();
    else this.#check();
  }

  #check(): void {
    if (this.#isResting) this.#wake();
    else this.#socket.checkNow();
  }

  #rest(): void {
    if (this.#socket.rest()) this.#isResting = true;
  }

  #wake(): void {
    if (!this.#isResting || !this.#isFront || document.hidden) return;
    this.#isResting = false;
    this.#socket.connect();
  }
}
