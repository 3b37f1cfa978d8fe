import type { Locale } from '../../labs/core/local-text.ts';

export function cataloguePath(locale: Locale): string {
  return `/${locale}`;
}

export function labPath(locale: Locale, lab: string): string {
  return `/${locale}/labs/${lab}`;
}

export function stepPath(locale: Locale, lab: string, step: string): string {
  return `/${locale}/labs/${lab}/${step}`;
}
