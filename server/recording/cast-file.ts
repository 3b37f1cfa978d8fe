import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { TerminalSize } from '../../sandbox/driver.ts';
import type { CastHeader } from '../protocol/cast.ts';
import { positionLine, type TapePosition } from './cast-encoder.ts';

/** The last batch of a file is no longer than this, whatever its bytes become as JSON. */
const TAIL_BYTES = 4 * 1024 * 1024;
const HEADER_BYTES = 4096;
/** What players shorten a pause to: long enough to see that there was one. */
const IDLE_SECONDS = 2;

/**
 * Empties a recording that nobody writes to, but for where it stopped: a shell that lives on repeats its last output to the next
 * process, which is not to record it once more.
 */
export async function eraseCast(path: string, now: number): Promise<void> {
  const title = basename(path, '.cast');
  const start = { title, size: { cols: 80, rows: 24 }, now };
  const file = await CastFile.open(path, start);
  try {
    const { position } = file.resumed ?? {};
    await file.erase(start);
    if (position !== undefined) await file.append(positionLine(0, position));
  } finally {
    await file.close();
  }
}

export interface CastStart {
  readonly title: string;
  readonly size: TerminalSize;
  readonly now: number;
}

/** The file of one recording. It only grows, by whole batches; what a crash left half written is cut off at the next opening. */
export class CastFile {
  readonly startedAt: number;
  /** Where an earlier process stopped; undefined for a file that is new. */
  readonly resumed: { readonly position: TapePosition | undefined; readonly seconds: number } | undefined;
  readonly #handle: FileHandle;
  #bytes: number;

  private constructor(handle: FileHandle, parts: Pick<CastFile, 'startedAt' | 'resumed' | 'bytes'>) {
    this.#handle = handle;
    this.startedAt = parts.startedAt;
    this.resumed = parts.resumed;
    this.#bytes = parts.bytes;
  }

  /** Opens the recording, or begins it. */
  static async open(path: string, start: CastStart): Promise<CastFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(path, 'a+', 0o600);
    try {
      return (await resume(handle)) ?? (await begin(handle, start));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  static of(handle: FileHandle, parts: Pick<CastFile, 'startedAt' | 'resumed' | 'bytes'>): CastFile {
    return new CastFile(handle, parts);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Begins anew; gives when that was. */
  async erase(start: CastStart): Promise<number> {
    const file = await begin(this.#handle, start);
    this.#bytes = file.bytes;
    return file.startedAt;
  }

  async append(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    await this.#handle.appendFile(bytes);
    this.#bytes += bytes.byteLength;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

async function begin(handle: FileHandle, { title, size, now }: CastStart): Promise<CastFile> {
  const timestamp = Math.floor(now / 1000);
  const header: CastHeader = {
    version: 2,
    width: size.cols,
    height: size.rows,
    timestamp,
    idle_time_limit: IDLE_SECONDS,
    title,
    env: { TERM: 'xterm-256color', SHELL: '/bin/bash' },
  };
  await handle.truncate(0);
  const file = CastFile.of(handle, { startedAt: timestamp * 1000, resumed: undefined, bytes: 0 });
  await file.append(`${JSON.stringify(header)}\n`);
  return file;
}

/** Undefined for a file that has no whole header. */
async function resume(handle: FileHandle): Promise<CastFile | undefined> {
  const { size } = await handle.stat();
  const head = await read(handle, 0, Math.min(size, HEADER_BYTES));
  const headEnd = head.indexOf('\n');
  const startedAt = headEnd < 0 ? undefined : startOf(head.toString('utf8', 0, headEnd));
  if (startedAt === undefined) return undefined;
  const from = Math.max(headEnd + 1, size - TAIL_BYTES);
  const last = lastPosition((await read(handle, from, size - from)).toString('latin1'));
  const end = last === undefined ? headEnd + 1 : from + last.end;
  if (end < size) await handle.truncate(end);
  const resumed = { position: last?.position, seconds: last?.seconds ?? 0 };
  return CastFile.of(handle, { startedAt, resumed, bytes: end });
}

function startOf(header: string): number | undefined {
  try {
    const { timestamp } = JSON.parse(header) as Partial<CastHeader>;
    return typeof timestamp === 'number' && Number.isFinite(timestamp) ? timestamp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

interface LastPosition {
  readonly position: TapePosition;
  readonly seconds: number;
  /** Just after its line. */
  readonly end: number;
}

/** The position that the last whole batch ends with. The text is latin1, so that indices are bytes. */
function lastPosition(tail: string): LastPosition | undefined {
  const found = [...tail.matchAll(/^\[([\d.]+),"p","([\w-]+) (\d+|-)"\]\n/gm)].at(-1);
  if (found === undefined) return undefined;
  const [line, seconds, sandboxId = '', offset] = found;
  const position = { sandboxId, offset: offset === '-' ? undefined : Number(offset) };
  return { position, seconds: Number(seconds), end: found.index + line.length };
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
