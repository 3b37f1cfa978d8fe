import { useSyncExternalStore } from 'react';
import { lessonPercent, SPLIT_COOKIE } from './split-cookie.ts';

const ONE_YEAR_SECONDS = 31_536_000;
const listeners = new Set<() => void>();
let current: number | undefined;

/** Kept for this device, and heard of by whoever shows it. */
export function rememberLessonPercent(percent: number): void {
  current = lessonPercent(percent.toFixed(1));
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and Safari before 18.4.
  document.cookie = `${SPLIT_COOKIE}=${current}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
  for (const listener of listeners) listener();
}

export function useLessonPercent(): number {
  return useSyncExternalStore(onLessonPercent, rememberedLessonPercent, () => lessonPercent(undefined));
}

/** Answers how to stop. */
export function onLessonPercent(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function rememberedLessonPercent(): number {
  current ??= lessonPercent(new RegExp(`(?:^|; )${SPLIT_COOKIE}=([^;]*)`).exec(document.cookie)?.[1]);
  return current;
}
