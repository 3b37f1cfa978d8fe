import { createReadStream } from 'node:fs';
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { MachineName } from '../../sandbox/driver.ts';
import { eraseCast } from './cast-file.ts';

const EXTENSION = '.cast';
const FILM = 'machine.film';
const TERMINAL_NAME = /^[a-z0-9-]{1,32}$/;
const SESSION_ID = /^[\w-]{1,64}$/;

export interface KeptRecording {
  /** The terminal's name. */
  readonly name: string;
  readonly bytes: number;
  /** When it was last written to. */
  readonly endedAt: number;
}

export interface Erasure {
  isUsed(path: string): boolean;
  /** Whether the session's machine may print its last output again. */
  readonly livesOn: boolean;
  readonly now: number;
}

export function castPath(folder: string, sessionId: string, name: string): string {
  if (!SESSION_ID.test(sessionId) || !TERMINAL_NAME.test(name)) throw new Error('no such names are given out');
  return join(folder, sessionId, `${name}${EXTENSION}`);
}

/** What was entered at the shells of one of a session's machines; see `command-history.ts`. */
export function historyPath(folder: string, sessionId: string, machine: MachineName): string {
  if (!SESSION_ID.test(sessionId)) throw new Error('no such ids are given out');
  return join(folder, sessionId, `${machine}.history`);
}

/** What a session's machine looked like; see `server/protocol/film.ts`. */
export function filmPath(folder: string, sessionId: string): string {
  if (!SESSION_ID.test(sessionId)) throw new Error('no such ids are given out');
  return join(folder, sessionId, FILM);
}

/** The recordings that there are, whether or not anything is being recorded. */
export class RecordingShelf {
  readonly #folder: string;
  readonly #keepMs: number;

  constructor(folder: string, keepMs: number) {
    this.#folder = folder;
    this.#keepMs = keepMs;
  }

  async list(sessionId: string): Promise<KeptRecording[]> {
    const files = (await this.#files(sessionId)).filter(({ file }) => file.endsWith(EXTENSION));
    const kept = files.map(({ file, ...rest }) => ({ ...rest, name: file.slice(0, -EXTENSION.length) }));
    return kept.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** When all of a session's recording is removed, unless more is recorded; undefined where there is none. */
  async removedAt(sessionId: string): Promise<number | undefined> {
    const ends = (await this.#files(sessionId)).map(({ endedAt }) => endedAt);
    return ends.length === 0 ? undefined : Math.max(...ends) + this.#keepMs;
  }

  /** How the session's machine looked over time. */
  async film(sessionId: string): Promise<Readable | undefined> {
    if (!SESSION_ID.test(sessionId)) return undefined;
    const path = filmPath(this.#folder, sessionId);
    return (await isFile(path)) ? Readable.from(playable(path), { objectMode: false }) : undefined;
  }

  /** The recording as a player takes it: without the lines that are for us, and without one that is half written. */
  async read(sessionId: string, name: string): Promise<Readable | undefined> {
    if (!SESSION_ID.test(sessionId) || !TERMINAL_NAME.test(name)) return undefined;
    const path = castPath(this.#folder, sessionId, name);
    return (await isFile(path)) ? Readable.from(playable(path), { objectMode: false }) : undefined;
  }

  /** Removes the recordings of sessions in which nothing was recorded since then, save those in use. */
  async sweep(before: number, isInUse: (sessionId: string) => boolean): Promise<void> {
    const sessions = await readdir(this.#folder).catch(() => []);
    for (const sessionId of sessions) {
      if (isInUse(sessionId)) continue;
      const kept = await this.#files(sessionId);
      if (kept.every(({ endedAt }) => endedAt < before))
        await rm(join(this.#folder, sessionId), { recursive: true, force: true });
    }
  }

  /**
   * Erases all of a session's recording, but for the files that are in use. A machine that lives on keeps the marks of where
   * its shells had got. Gives the bytes of terminals that are free again.
   */
  async erase(sessionId: string, { isUsed, livesOn, now }: Erasure): Promise<number> {
    const folder = join(this.#folder, sessionId);
    let freed = 0;
    for (const { file, bytes } of await this.#files(sessionId)) {
      const path = join(folder, file);
      if (isUsed(path)) continue;
      const isCast = file.endsWith(EXTENSION);
      if (livesOn && isCast) await eraseCast(path, now);
      else await rm(path, { force: true });
      if (isCast) freed += bytes - (await sizeOf(path));
    }
    // Whatever is still in use stays.
    await rmdir(folder).catch(() => undefined);
    return freed;
  }

  async #files(sessionId: string): Promise<(Omit<KeptRecording, 'name'> & { readonly file: string })[]> {
    if (!SESSION_ID.test(sessionId)) return [];
    const folder = join(this.#folder, sessionId);
    const names = await readdir(folder).catch(() => []);
    const files = names.map(async (file) => {
      // Another request may just be removing it.
      const found = await stat(join(folder, file)).catch(() => undefined);
      return found === undefined ? [] : [{ file, bytes: found.size, endedAt: Math.round(found.mtimeMs) }];
    });
    return (await Promise.all(files)).flat();
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
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
