import { layOut } from '../../labs/core/picture/layout.ts';
import { pictureOf } from '../../labs/core/picture/picture-of.ts';
import type { Film } from '../../server/protocol/film.ts';
import type { Moment } from './map-feed.ts';
import { NO_SUBJECT } from './marks.ts';
import { outlineOf } from './outline.ts';

/** A page that works longer than this at once is felt to stop. */
const AT_ONCE_MS = 12;

/** What was filmed before a moment, the oldest first, at most so many. Laid out backwards from it, so that what is there keeps its place. */
export async function earlierMoments(film: Film, first: Moment, most: number): Promise<Moment[]> {
  const { observationOf } = await import('../../server/protocol/film.ts');
  const before = film.shots.filter(({ at, isQuiet }) => !isQuiet && at < first.observation.takenAt);
  const made: Moment[] = [];
  let next = first;
  let began = performance.now();
  for (const shot of before.toReversed()) {
    if (made.length >= most) break;
    const observation = observationOf(shot);
    if (observation === undefined) continue;
    const picture = pictureOf(observation);
    if (outlineOf(picture) === outlineOf(next.picture)) continue;
    next = { observation, picture, layout: layOut(picture, next.layout), flows: [], subject: NO_SUBJECT };
    made.push(next);
    if (performance.now() - began > AT_ONCE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      began = performance.now();
    }
  }
  return made.reverse();
}
