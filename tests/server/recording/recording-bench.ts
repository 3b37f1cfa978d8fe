import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLogger } from '../../../server/logger.ts';
import { type Cast, readCast } from '../../../server/protocol/cast.ts';
import { type Film, readFilm } from '../../../server/protocol/film.ts';
import { eraseRecording } from '../../../server/recording/open-recording.ts';
import { Recorder } from '../../../server/recording/recorder.ts';
import { RecordingShelf } from '../../../server/recording/recording-shelf.ts';
import type { Tape } from '../../../server/recording/tape.ts';
import { ManualClock } from '../../support/manual-clock.ts';

export const SIZE = { cols: 80, rows: 24 };
export const SESSION = 'session';
export const KEEP_MS = 30 * 86_400_000;

/** A recorder on a folder of its own, by a clock that stands still. */
export class RecordingBench implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'vethlab-test-'));
  readonly clock = new ManualClock();
  readonly log = createLogger('silent');
  readonly shelf = new RecordingShelf(this.folder, KEEP_MS);
  readonly #limitBytes: number;
  #recorder: Recorder;

  constructor(limitBytes = 2 ** 20) {
    this.#limitBytes = limitBytes;
    this.#recorder = this.#start();
  }

  get recorder(): Recorder {
    return this.#recorder;
  }

  tape(name = 'host', sandboxId = 'machine'): Tape {
    return this.#recorder.tape({ sessionId: SESSION, name, sandboxId });
  }

  /** Erases what there is, as the server does at a learner's word. */
  async erase(livesOn: boolean): Promise<void> {
    await eraseRecording({ recorder: this.#recorder, shelf: this.shelf, clock: this.clock }, SESSION, livesOn);
  }

  /** Ends the process and starts another. */
  async restart(): Promise<void> {
    await this.#recorder[Symbol.asyncDispose]();
    this.#recorder = this.#start();
  }

  /** The recording as a player gets it, once all of it is written. */
  async cast(name = 'host'): Promise<Cast> {
    await this.restart();
    const stream = await this.shelf.read(SESSION, name);
    const cast = stream && readCast(await text(stream));
    if (cast === undefined) throw new Error(`${name} was not recorded`);
    return cast;
  }

  /** What was filmed, once all of it is written. */
  async film(): Promise<Film> {
    await this.restart();
    const stream = await this.shelf.film(SESSION);
    return readFilm(stream === undefined ? '' : await text(stream));
  }

  path(name = 'host'): string {
    return join(this.folder, SESSION, `${name}.cast`);
  }

  raw(name = 'host'): string {
    return readFileSync(this.path(name), 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#recorder[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #start(): Recorder {
    const { folder, clock, log } = this;
    const limitBytes = this.#limitBytes;
    return new Recorder({ folder, limitBytes, filmBytes: limitBytes, keepsCommands: true, clock, log });
  }
}

/** All that was printed. */
export function printed({ events }: Cast): string {
  return events.flatMap(([, code, data]) => (code === 'o' ? [data] : [])).join('');
}

export function marks({ events }: Cast): string[] {
  return events.flatMap(([, code, data]) => (code === 'm' ? [data] : []));
}
