import { type Cast, type CastEvent, type CastMark, readMark } from '../../server/protocol/cast.ts';

/** A recording without its long pauses, as it is played. */
export interface Timeline {
  readonly cols: number;
  readonly rows: number;
  readonly events: readonly CastEvent[];
  readonly seconds: number;
}

export interface TimedMark {
  readonly at: number;
  readonly mark: CastMark;
}

/** Shortens pauses here rather than in the player, so that the times we list are the times it plays. */
export function timelineOf({ header, events }: Cast): Timeline {
  const longest = header.idle_time_limit ?? Number.POSITIVE_INFINITY;
  let at = 0;
  let before = 0;
  const shortened = events.map(([seconds, code, data]): CastEvent => {
    at += Math.min(longest, Math.max(0, seconds - before));
    before = seconds;
    return [at, code, data];
  });
  return { cols: header.width, rows: header.height, events: shortened, seconds: at };
}

export function marksOf({ events }: Timeline): TimedMark[] {
  return events.flatMap(([at, code, data]) => {
    const mark = code === 'm' ? readMark(data) : undefined;
    return mark === undefined ? [] : [{ at, mark }];
  });
}

/** `1:05`, `1:02:03`. */
export function timeText(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? `${part}` : String(part).padStart(2, '0'))).join(':');
}
