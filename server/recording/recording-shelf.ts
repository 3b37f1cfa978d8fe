import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

const EXTENSION = '.cast';
const TERMINAL_NAME = /^[a-z0-9-]{1,32}$/;
const SESSION_ID = /^[\w-]{1,64}$/;

export interface KeptRecording {
  /** The terminal's name. */
  readonly name: string;
  readonly bytes: number;
  /** When it was last written to. */
  readonly endedAt: number;
}

export function castPath(folder: string, sessionId: string, name: string): string {
  if (!SESSION_ID.test(sessionId) || !TERMINAL_NAME.test(name)) throw new Error('no such names are given out');
  return join(folder, sessionId, `${name}${EXTENSION}`);
}

/** The recordings that there are, whether or not anything is being recorded. */
export class RecordingShelf {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async list(sessionId: string): Promise<KeptRecording[]> {
    const folder = join(this.#folder, sessionId);
    const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(EXTENSION));
    const kept = await Promise.all(
      files.map(async (file) => {
        const { size, mtimeMs } = await stat(join(folder, file));
        return { name: file.slice(0, -EXTENSION.length), bytes: size, endedAt: Math.round(mtimeMs) };
      }),
    );
    return kept.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** The recording as a player takes it: without the lines that are for us, and without one that is half written. */
  async read(sessionId: string, name: string): Promise<Readable | undefined> {
    if (!SESSION_ID.test(sessionId) || !TERMINAL_NAME.test(name)) return undefined;
    const path = castPath(this.#folder, sessionId, name);
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    return isThere ? Readable.from(playable(path), { objectMode: false }) : undefined;
  }

  /** Removes the recordings of sessions in which nothing was recorded since then, save those in use. */
  async sweep(before: number, isInUse: (sessionId: string) => boolean): Promise<void> {
    const sessions = await readdir(this.#folder).catch(() => []);
    for (const sessionId of sessions) {
      if (isInUse(sessionId)) continue;
      const kept = await this.list(sessionId);
      if (kept.every(({ endedAt }) => endedAt < before))
        await rm(join(this.#folder, sessionId), { recursive: true, force: true });
    }
  }
}

/** What has no line end yet is still being written. */
async function* playable(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    const said = lines.filter((line) => !OURS.test(line));
    if (said.length > 0) yield `${said.join('\n')}\n`;
  }
}

const OURS = /^\[[\d.]+,"p",/;
