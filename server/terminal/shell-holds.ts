import type { Terminal } from '../../sandbox/driver.ts';

/** Why a shell has to wait: a page is behind, a repaint is being made, the screen cannot follow, nobody looks. */
export type Hold = 'viewer' | 'repaint' | 'history' | 'unwatched';

/** Pauses a shell while there is any reason to, and resumes it when the last one is gone. */
export class ShellHolds {
  readonly #holds = new Set<Hold>();
  #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  has(hold: Hold): boolean {
    return this.#holds.has(hold);
  }

  set(hold: Hold, isOn: boolean): void {
    const wasWaiting = this.#holds.size > 0;
    if (isOn) this.#holds.add(hold);
    else this.#holds.delete(hold);
    const isWaiting = this.#holds.size > 0;
    if (isWaiting && !wasWaiting) this.#terminal.pause();
    if (wasWaiting && !isWaiting) this.#terminal.resume();
  }

  /** The same reasons hold for the shell that takes the old one's place. */
  moveTo(terminal: Terminal): void {
    this.#terminal = terminal;
    if (this.#holds.size > 0) terminal.pause();
  }
}
