import { type FilmParts, MachineFilm } from './machine-film.ts';
import { filmPath } from './recording-shelf.ts';

export interface FilmsParts extends Pick<FilmParts, 'limitBytes' | 'clock' | 'log'> {
  /** Holds a folder for each session. */
  readonly folder: string;
}

/** The machines that are being filmed, by session. */
export class Films implements AsyncDisposable {
  readonly #parts: FilmsParts;
  readonly #films = new Map<string, MachineFilm>();
  /** Films that are let go of and still being written. */
  readonly #closing = new Map<string, Promise<void>>();
  #isOver = false;

  constructor(parts: FilmsParts) {
    this.#parts = parts;
  }

  known(sessionId: string): MachineFilm | undefined {
    return this.#films.get(sessionId);
  }

  /** The session's film, begun or gone on with; none while an earlier one is still being written. */
  of(sessionId: string): { readonly film: MachineFilm | undefined; readonly isNew: boolean } {
    const known = this.#films.get(sessionId);
    if (known !== undefined || this.#isOver || this.#closing.has(sessionId)) return { film: known, isNew: false };
    const { folder, limitBytes, clock, log } = this.#parts;
    const path = filmPath(folder, sessionId);
    const film = new MachineFilm({ path, limitBytes, clock, log, onIdle: () => void this.letGo(sessionId) });
    this.#films.set(sessionId, film);
    return { film, isNew: true };
  }

  /** Ends the session's film for now. Resolves when all of it is written. */
  async letGo(sessionId: string): Promise<void> {
    const film = this.#films.get(sessionId);
    if (film === undefined) return this.#closing.get(sessionId);
    this.#films.delete(sessionId);
    const closed = film[Symbol.asyncDispose]();
    this.#closing.set(sessionId, closed);
    await closed;
    this.#closing.delete(sessionId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    for (const sessionId of this.#films.keys()) void this.letGo(sessionId);
    await Promise.all(this.#closing.values());
  }
}
