import { layOut } from '../../labs/core/picture/layout.ts';
import { pictureOf } from '../../labs/core/picture/picture-of.ts';
import { observationOf } from '../../server/protocol/film.ts';
import { flowsBetween } from '../_map/flows.ts';
import type { Moment } from '../_map/map-feed.ts';
import { NO_SUBJECT } from '../_map/marks.ts';
import type { TimedShot } from './session-replay.ts';
import { lastNotAfter } from './shared-time.ts';

/** Pictures that are kept, so that going back and forth does not draw everything anew. */
const MOST_KEPT = 200;
const BREATH_SECONDS = 2;

/** The map of a recorded machine at any moment. Pictures are made when they are asked for. */
export class MapReel {
  readonly #shots: readonly TimedShot[];
  readonly #times: readonly number[];
  readonly #kept = new Map<number, Moment | 'unreadable'>();

  constructor(shots: readonly TimedShot[]) {
    this.#shots = shots;
    this.#times = shots.map(({ time }) => time);
  }

  /** Which look a moment shows; -1 before the first. Filming begins a breath after the rest. */
  indexAt(time: number): number {
    const index = lastNotAfter(this.#times, time);
    return index < 0 && (this.#times[0] ?? Number.POSITIVE_INFINITY) - time <= BREATH_SECONDS ? 0 : index;
  }

  /** When that was, milliseconds since the epoch. */
  takenAt(index: number): number | undefined {
    return this.#shots[index]?.at;
  }

  moment(index: number): Moment | 'unreadable' | undefined {
    const shot = this.#shots[index];
    if (shot === undefined) return undefined;
    const known = this.#kept.get(index);
    if (known !== undefined) return known;
    const made = this.#make(shot, index);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= MOST_KEPT && oldest.done !== true) this.#kept.delete(oldest.value);
    this.#kept.set(index, made);
    return made;
  }

  #make(shot: TimedShot, index: number): Moment | 'unreadable' {
    const observation = observationOf(shot);
    if (observation === undefined) return 'unreadable';
    const picture = pictureOf(observation);
    const before = this.#readable(index - 1);
    // What stays keeps its place: as it stood in the picture that is nearest in time.
    const layout = layOut(picture, this.#nearest(index)?.layout);
    const flows = before === undefined ? [] : flowsBetween(before.picture, picture);
    return { observation, picture, layout, flows, subject: NO_SUBJECT };
  }

  #nearest(index: number): Moment | undefined {
    const known = [...this.#kept.keys()].filter((at) => this.#readable(at) !== undefined);
    const [nearest] = known.sort((a, b) => Math.abs(a - index) - Math.abs(b - index));
    return nearest === undefined ? undefined : this.#readable(nearest);
  }

  #readable(index: number): Moment | undefined {
    const known = this.#kept.get(index);
    return known === 'unreadable' ? undefined : known;
  }
}
