/** Remembers how wide the lesson is, in percent; a cookie, so that the server draws the page at that width at once. */
export const SPLIT_COOKIE = 'vethlab-split';

export const DEFAULT_LESSON_PERCENT = 48;
export const LEAST_LESSON_PERCENT = 25;
export const MOST_LESSON_PERCENT = 75;

export function lessonPercent(cookie: string | undefined): number {
  const percent = Number(cookie);
  return Number.isFinite(percent) && percent >= LEAST_LESSON_PERCENT && percent <= MOST_LESSON_PERCENT
    ? percent
    : DEFAULT_LESSON_PERCENT;
}
