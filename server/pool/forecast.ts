import type { Spread } from './boot-times.ts';

/** When something is expected, as a range; milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When a learner's machine ends if nothing is done about it, and whether its learner is away. */
export interface Outlook {
  readonly endsAt: number;
  readonly isAway: boolean;
}

export interface ForecastFacts {
  readonly now: number;
  /** What a start takes here; `undefined` until one has been measured. */
  readonly boot: Spread | undefined;
  /** When the starts under way began. */
  readonly booting: readonly number[];
  readonly maxBoots: number;
  /** Places that are free at this moment. */
  readonly room: number;
  readonly outlooks: readonly Outlook[];
  /** When places became free lately, oldest first. */
  readonly freed: readonly number[];
}

/** Two departures have one gap between them, which says nothing yet of how gaps vary. */
const LEAST_FREED = 3;

/**
 * When those in the queue get their machines, by place; `undefined` where nothing is known to tell it by.
 *
 * Two things are known of places to come: how often machines ended lately, and when those end whose learners are away,
 * unless they come back. The earlier of the two counts. A machine that somebody sits at may end any time or be
 * extended: it says nothing.
 */
export function queueSpans(places: number, facts: ForecastFacts): (Span | undefined)[] {
  const { now, boot, booting, maxBoots } = facts;
  const starts = boot ?? { fromMs: 0, toMs: 0 };
  const lanes = {
    from: new Lanes(
      maxBoots,
      booting.map((begun) => Math.max(now, begun + starts.fromMs)),
    ),
    to: new Lanes(
      maxBoots,
      booting.map((begun) => Math.max(now, begun + starts.toMs)),
    ),
  };
  const awayEnds = facts.outlooks.filter(({ isAway }) => isAway).map(({ endsAt }) => Math.max(now, endsAt));
  awayEnds.sort((a, b) => a - b);
  return Array.from({ length: places }, (_, index) => {
    const free = index < facts.room ? { from: now, to: now } : freeSpan(index - facts.room, awayEnds, facts);
    if (free === undefined || (boot === undefined && index < facts.room)) return undefined;
    return { from: lanes.from.run(free.from, starts.fromMs), to: lanes.to.run(free.to, starts.toMs) };
  });
}

/** When the place after `before` others becomes free. */
function freeSpan(before: number, awayEnds: readonly number[], facts: ForecastFacts): Span | undefined {
  const lately = rateSpan(before + 1, facts);
  const end = awayEnds[before];
  if (end === undefined) return lately;
  // Somebody who is there may leave before, at any time.
  return lately === undefined ? { from: facts.now, to: end } : { from: Math.min(lately.from, end), to: Math.min(lately.to, end) };
}

/** By how often places became free: departures come as they come, so that `count` of them vary by about the root of that. */
function rateSpan(count: number, { now, freed }: ForecastFacts): Span | undefined {
  const [first] = freed;
  if (first === undefined || freed.length < LEAST_FREED) return undefined;
  const gapMs = (now - first) / freed.length;
  const spread = Math.sqrt(count);
  return { from: now + gapMs * Math.max(0, count - spread), to: now + gapMs * (count + spread) };
}

/** Machines come up so many at a time; each takes the lane that is free first. */
class Lanes {
  readonly #most: number;
  #busyUntil: number[];

  constructor(most: number, busyUntil: readonly number[]) {
    this.#most = most;
    this.#busyUntil = [...busyUntil];
  }

  /** When something ends that cannot begin before `earliest` and takes so long. */
  run(earliest: number, durationMs: number): number {
    this.#busyUntil.sort((a, b) => a - b);
    const lane = this.#busyUntil.length < this.#most ? earliest : (this.#busyUntil.shift() ?? earliest);
    const end = Math.max(earliest, lane) + durationMs;
    this.#busyUntil.push(end);
    return end;
  }
}
