import { type Observation, observationSchema } from '../../sandbox/observation.ts';
import { type CastMark, markLabel, readMark } from './cast.ts';
import { applied, type Delta, type Json } from './json-delta.ts';

/**
 * How a session's machine has looked over time, a line of JSON for each change. It is kept beside the terminals' recordings
 * and read by pages; both ways lead through this file. Times are milliseconds since the epoch.
 *
 * `b` another machine, or another process that films it · `s` a whole observation · `d` what changed since the one before · `c` the
 * same, where only packets were counted and commands run · `m` a marker, in the words of the terminals' recordings.
 */
export type FilmLine =
  | readonly [at: number, code: 'b', sandboxId: string]
  | readonly [at: number, code: 's', observation: Observation]
  | readonly [at: number, code: 'd' | 'c', delta: Delta]
  | readonly [at: number, code: 'm', label: string];

export interface Shot {
  readonly at: number;
  /** An observation, as it was written: perhaps by a server that knew more, or less. */
  readonly seen: Json;
  /** Nothing was built or removed since the one before. */
  readonly isQuiet: boolean;
}

export interface Film {
  /** The oldest first. What did not change between two of them is shared. */
  readonly shots: readonly Shot[];
  readonly marks: readonly { readonly at: number; readonly mark: CastMark }[];
}

export function filmLine(line: FilmLine): string {
  return `${JSON.stringify(line)}\n`;
}

export function markLine(at: number, mark: CastMark): string {
  return filmLine([at, 'm', markLabel(mark)]);
}

/** Undefined for what this page does not understand. */
export function observationOf({ seen }: Shot): Observation | undefined {
  const read = observationSchema.safeParse(seen);
  return read.success ? read.data : undefined;
}

/** Reads a film. A line that is none of ours, or speaks of what was lost, is passed over. */
export function readFilm(text: string): Film {
  const reel = new Reel();
  for (const line of text.split('\n')) reel.take(parsed(line));
  return reel;
}

class Reel implements Film {
  readonly shots: Shot[] = [];
  readonly marks: { at: number; mark: CastMark }[] = [];
  /** What deltas build on; undefined where that is not known. */
  #last: Json | undefined;
  #machine: string | undefined;

  take(line: unknown): void {
    if (!Array.isArray(line) || typeof line[0] !== 'number') return;
    const [at, code, said] = line as [number, unknown, Json];
    if (code === 'b') this.#begin(at, String(said));
    else if (code === 's') this.#show({ at, seen: said, isQuiet: false });
    else if (code === 'd' || code === 'c') this.#change(at, said, code === 'c');
    else if (code === 'm') this.#mark(at, readMark(String(said)));
  }

  #begin(at: number, machine: string): void {
    if (this.#machine !== undefined && this.#machine !== machine) this.#mark(at, { kind: 'fresh' });
    this.#machine = machine;
    this.#last = undefined;
  }

  #show(shot: Shot): void {
    this.#last = shot.seen;
    this.shots.push(shot);
  }

  #change(at: number, delta: Json, isQuiet: boolean): void {
    if (this.#last === undefined) return;
    try {
      this.#show({ at, seen: applied(this.#last, delta as unknown as Delta), isQuiet });
    } catch {
      // Nothing that follows can be told any more, until the next whole observation.
      this.#last = undefined;
    }
  }

  #mark(at: number, mark: CastMark | undefined): void {
    if (mark !== undefined) this.marks.push({ at, mark });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
