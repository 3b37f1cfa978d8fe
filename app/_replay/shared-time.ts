export interface SharedTime {
  readonly seconds: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Where a moment lies; one in a pause stays within what is left of it. */
  of(moment: number): number;
}

/** One time for all that happened at these moments (milliseconds since the epoch), in which no pause is longer. */
export function sharedTime(moments: readonly number[], longestPause: number): SharedTime {
  const anchors = [...new Set(moments)].sort((a, b) => a - b);
  const times = [0];
  for (const [at, anchor] of anchors.entries()) {
    const before = anchors[at - 1];
    if (before !== undefined) times.push((times[at - 1] ?? 0) + Math.min(longestPause, (anchor - before) / 1000));
  }
  const last = times.at(-1) ?? 0;
  return {
    seconds: last,
    startedAt: anchors[0] ?? 0,
    of(moment) {
      const at = lastNotAfter(anchors, moment);
      const next = times[at + 1] ?? last;
      return at < 0 ? 0 : Math.min(next, (times[at] ?? 0) + Math.max(0, moment - (anchors[at] ?? moment)) / 1000);
    },
  };
}

/** The place of the last number that is not greater; -1 where all are. The numbers are in order. */
export function lastNotAfter(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
