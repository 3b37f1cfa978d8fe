import { setRequestLocale } from 'next-intl/server';
import type { Locale } from '../../labs/core/local-text.ts';
import { isLocale } from './locale.ts';
import { visitorLocale } from './visitor-locale.ts';

/** The language of a page by its address, and whether the address names one that we have. */
export async function pageLocale(params: Promise<{ readonly locale: string }>): Promise<{ locale: Locale; isKnown: boolean }> {
  const asked = (await params).locale;
  const locale = isLocale(asked) ? asked : await visitorLocale();
  setRequestLocale(locale);
  return { locale, isKnown: isLocale(asked) };
}
