import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Steps and verdicts are still marked when there is no room for output any more. */
const MARKS_BYTES = 64 * 1024;

/** What the recordings of one session may take on the disk, all terminals together. */
export class SessionRoom {
  readonly #limitBytes: number;
  #usedBytes: number;

  constructor(limitBytes: number, usedBytes: number) {
    this.#limitBytes = limitBytes;
    this.#usedBytes = usedBytes;
  }

  /** Counts what earlier processes have left. The film beside it has a room of its own. */
  static async of(folder: string, limitBytes: number): Promise<SessionRoom> {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.cast'));
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    return new SessionRoom(
      limitBytes,
      sizes.reduce((total, size) => total + size, 0),
    );
  }

  hasRoomFor(bytes: number): boolean {
    return this.#usedBytes + bytes <= this.#limitBytes;
  }

  hasRoomForMarks(bytes: number): boolean {
    return this.#usedBytes + bytes <= this.#limitBytes + MARKS_BYTES;
  }

  take(bytes: number): void {
    this.#usedBytes += bytes;
  }
}
