import type { Cast, CastEvent, CastMark } from '../../server/protocol/cast.ts';
import { readMark } from '../../server/protocol/cast.ts';
import type { Film, Shot } from '../../server/protocol/film.ts';
import { sharedTime } from './shared-time.ts';
import type { Timeline } from './timeline.ts';

/** One terminal on the time that all of a session share. */
export interface Track extends Timeline {
  readonly name: string;
}

export interface TimedShot extends Shot {
  /** On the shared time, seconds. */
  readonly time: number;
}

export interface SessionMark {
  readonly at: number;
  readonly mark: CastMark;
  /** Where it concerns one terminal alone. */
  readonly terminal: string | undefined;
}

/** All that was recorded of one session, on one time without its long pauses. */
export interface SessionReplay {
  readonly seconds: number;
  /** When it began, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly tracks: readonly Track[];
  readonly shots: readonly TimedShot[];
  readonly marks: readonly SessionMark[];
}

export interface NamedCast {
  readonly name: string;
  readonly cast: Cast;
}

/** Longer pauses are shortened to this; the same that the recordings tell other players. */
const LONGEST_PAUSE_SECONDS = 2;
/** Each terminal and the film mark a thing by themselves, in the same moment. */
const SAME_MOMENT_MS = 1000;
/** The terminals of a fresh machine are opened within this. */
const SAME_FRESH_MS = 120_000;

export function sessionReplay(casts: readonly NamedCast[], film: Film): SessionReplay {
  const marks = onlyOnce([...casts.flatMap(marksOfCast), ...film.marks.map((each) => ({ ...each, terminal: undefined }))]);
  const moments = [
    ...casts.flatMap(({ cast }) => cast.events.map((event) => momentOf(cast, event))),
    ...film.shots.filter(({ isQuiet }) => !isQuiet).map(({ at }) => at),
    ...marks.map(({ at }) => at),
  ];
  const time = sharedTime(moments, LONGEST_PAUSE_SECONDS);
  return {
    seconds: time.seconds,
    startedAt: time.startedAt,
    tracks: casts.filter(({ cast }) => cast.events.some(([, code]) => code === 'o')).map((named) => trackOf(named, time)),
    shots: film.shots.map((shot) => ({ ...shot, time: time.of(shot.at) })),
    marks: marks.map((each) => ({ ...each, at: time.of(each.at) })),
  };
}

function trackOf({ name, cast }: NamedCast, time: ReturnType<typeof sharedTime>): Track {
  const events = cast.events.map(([seconds, code, data]): CastEvent => [time.of(momentOf(cast, [seconds])), code, data]);
  // Every track is as long as the session, so that each can be played to its end.
  const last: CastEvent = [time.seconds, 'o', ''];
  return { name, cols: cast.header.width, rows: cast.header.height, events: [...events, last], seconds: time.seconds };
}

function momentOf({ header }: Cast, [seconds]: readonly [number, ...unknown[]]): number {
  return Math.round(header.timestamp * 1000 + seconds * 1000);
}

function marksOfCast({ name, cast }: NamedCast): SessionMark[] {
  return cast.events.flatMap((event) => {
    const mark = event[1] === 'm' ? readMark(event[2]) : undefined;
    if (mark === undefined) return [];
    const isLocal = mark.kind === 'left-out' || mark.kind === 'full';
    return [{ at: momentOf(cast, event), mark, terminal: isLocal ? name : undefined }];
  });
}

/** In order, and each once, however many terminals it was marked in. */
function onlyOnce(marks: readonly SessionMark[]): SessionMark[] {
  const kept: SessionMark[] = [];
  for (const next of marks.toSorted((a, b) => a.at - b.at)) {
    if (!kept.some((before, at) => isRepeated(before, next, kept.slice(at + 1)))) kept.push(next);
  }
  return kept;
}

function isRepeated(before: SessionMark, next: SessionMark, between: readonly SessionMark[]): boolean {
  if (before.terminal !== next.terminal || JSON.stringify(before.mark) !== JSON.stringify(next.mark)) return false;
  if (next.mark.kind === 'step') return between.every(({ mark }) => mark.kind !== 'step');
  return next.at - before.at <= (next.mark.kind === 'fresh' ? SAME_FRESH_MS : SAME_MOMENT_MS);
}
