import { type Layout, layOut } from '../../labs/core/picture/layout.ts';
import type { Picture } from '../../labs/core/picture/picture.ts';
import { pictureOf } from '../../labs/core/picture/picture-of.ts';
import type { Observation } from '../../sandbox/observation.ts';
import { type Flow, flowsBetween } from './flows.ts';
import { outlineOf } from './outline.ts';

/** The machine as it was at one moment, ready to be drawn. */
export interface Moment {
  readonly observation: Observation;
  readonly picture: Picture;
  readonly layout: Layout;
  /** What has passed since the look before. */
  readonly flows: readonly Flow[];
  /** What the open step was about, by id. */
  readonly subject: ReadonlySet<string>;
}

export interface FeedState {
  /** The oldest first; the last is how the machine is now. Two neighbours differ in more than their counters. */
  readonly moments: readonly Moment[];
  /** The newest observation is beyond what this page knows: the last moment may be out of date. */
  readonly isUnreadable: boolean;
}

/** Enough to go back through a lesson. */
export const MOST_MOMENTS = 300;
/** A namespace takes some 4 kB of memory, so that all moments together stay within some 25 MB. */
const MOST_NAMESPACES = 6000;

/** Makes a picture of each observation, and remembers those that differ. */
export class MapFeed {
  #state: FeedState = { moments: [], isUnreadable: false };
  #outline = '';
  #hasEarlier = false;
  readonly #listeners = new Set<() => void>();

  get state(): FeedState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  receive = (observation: Observation | undefined, subject: readonly string[] = []): void => {
    const { moments } = this.#state;
    const seen = observation === undefined ? undefined : this.#pictured(observation, subject);
    this.#set(seen === undefined ? { moments, isUnreadable: true } : { moments: seen, isUnreadable: false });
  };

  /** Whether what was recorded before this page came is here as well. */
  get hasEarlier(): boolean {
    return this.#hasEarlier;
  }

  putBefore(earlier: readonly Moment[]): void {
    const { moments, isUnreadable } = this.#state;
    this.#hasEarlier = earlier.length > 0;
    this.#set({ moments: bounded([...earlier, ...moments]), isUnreadable });
  }

  /** A machine that no picture can be made of is one that this page does not understand; the terminal and the lesson go on. */
  #pictured(observation: Observation, subject: readonly string[]): readonly Moment[] | undefined {
    try {
      return this.#withMoment(observation, subject);
    } catch {
      return undefined;
    }
  }

  #withMoment(observation: Observation, about: readonly string[]): readonly Moment[] {
    const { moments } = this.#state;
    const last = moments.at(-1);
    const picture = pictureOf(observation);
    const outline = outlineOf(picture);
    const subject = sameOr(last?.subject, about);
    const flows = last === undefined ? [] : flowsBetween(last.picture, picture);
    if (last !== undefined && outline === this.#outline) {
      return [...moments.slice(0, -1), { observation, picture, layout: last.layout, flows, subject }];
    }
    this.#outline = outline;
    return bounded([...moments, { observation, picture, layout: layOut(picture, last?.layout), flows, subject }]);
  }

  #set(state: FeedState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The set that is known, where it holds just these: what is drawn of it stays as it is. */
function sameOr(known: ReadonlySet<string> | undefined, ids: readonly string[]): ReadonlySet<string> {
  const isSame = known?.size === ids.length && ids.every((id) => known.has(id));
  return known !== undefined && isSame ? known : new Set(ids);
}

/** Drops the oldest, so that a long day or a large machine cannot fill the page's memory. */
function bounded(moments: readonly Moment[]): readonly Moment[] {
  let namespaces = 0;
  const kept = moments.toReversed().findIndex((moment, at) => {
    namespaces += moment.picture.places.length;
    return at > 0 && (at >= MOST_MOMENTS || namespaces > MOST_NAMESPACES);
  });
  return kept < 0 ? moments : moments.slice(-kept);
}
