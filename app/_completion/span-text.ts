/** A message and what fills it in; the text itself is the page's. */
export type SpanText =
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'minutes'; readonly minutes: number; readonly seconds: number }
  | { readonly unit: 'seconds'; readonly seconds: number };

/** How a length of time is said: two units at most. */
export function spanText(lengthMs: number): SpanText {
  const seconds = Math.round(lengthMs / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  return minutes > 0 ? { unit: 'minutes', minutes, seconds: seconds % 60 } : { unit: 'seconds', seconds };
}
