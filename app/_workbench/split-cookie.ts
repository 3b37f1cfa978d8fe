/** Remembers how wide the lesson is, in percent; a cookie, so that the server draws the page at that width at once. */
export const SPLIT_COOKIE = 'vethlab-split';

export const DEFAULT_LESSON_PERCENT = 48;
const ONE_YEAR_SECONDS = 31_536_000;

export function lessonPercent(cookie: string | undefined): number {
  const percent = Number(cookie);
  return Number.isFinite(percent) && percent >= 25 && percent <= 75 ? percent : DEFAULT_LESSON_PERCENT;
}

export function rememberLessonPercent(percent: number): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and Safari before 18.4.
  document.cookie = `${SPLIT_COOKIE}=${percent.toFixed(1)}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}
