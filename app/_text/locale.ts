import type { Locale } from '../../labs/core/local-text.ts';

/**
 * The languages, each by its own short name; a new one does not compile until it has one. Not `locales` of labs/core: that file
 * brings the schema library, which a page for reading does without.
 */
export const localeNames: Readonly<Record<Locale, string>> = { ko: '한', en: 'EN' };
export const siteLocales = Object.keys(localeNames) as Locale[];

/** Holds the language a visitor has chosen; read by `/` and by pages that lie under no known language. */
export const LOCALE_COOKIE = 'vethlab-locale';

const ONE_YEAR_SECONDS = 31_536_000;

export function isLocale(value: unknown): value is Locale {
  return siteLocales.some((locale) => locale === value);
}

/** The best of our languages for an `Accept-Language` header; English when it names none of them. */
export function acceptedLocale(header: string | null): Locale {
  const wishes = (header ?? '').split(',').map(parseWish);
  const known = wishes.filter((wish) => wish.locale !== undefined && wish.weight > 0);
  return known.sort((a, b) => b.weight - a.weight)[0]?.locale ?? 'en';
}

/** Remembers the language for the next visit to `/`. Browser only. */
export function rememberLocale(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and Safari before 18.4.
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}

/** The same page in another language. */
export function pathInLocale(path: string, locale: Locale): string {
  return path.replace(/^\/[^/]*/, `/${locale}`);
}

function parseWish(part: string): { locale: Locale | undefined; weight: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  const language = tag.split('-')[0];
  return { locale: isLocale(language) ? language : undefined, weight: Number.isFinite(weight) ? weight : 0 };
}
