import type { Locale } from '../../labs/core/local-text.ts';

export function cataloguePath(locale: Locale): string {
  return `/${locale}`;
}

export function labPath(locale: Locale, lab: string): string {
  return `/${locale}/labs/${lab}`;
}

/** The learner's own recording of the lab. Its player needs a page of its own, so it is reached by a whole load. */
export function replayPath(locale: Locale, lab: string): string {
  return `/${locale}/labs/${lab}/replay`;
}

export function donePath(locale: Locale, lab: string): string {
  return `/${locale}/labs/${lab}/done`;
}

export function certificatePath(locale: Locale, token: string): string {
  return `/${locale}/certificates/${token}`;
}

export function stepPath(locale: Locale, lab: string, step: string): string {
  return `/${locale}/labs/${lab}/${step}`;
}

export function checkPath(locale: Locale): string {
  return `/${locale}/check-my-browser`;
}
