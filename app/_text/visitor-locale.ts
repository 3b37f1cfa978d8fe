import { cookies, headers } from 'next/headers';
import type { Locale } from '../../labs/core/local-text.ts';
import { acceptedLocale, isLocale, LOCALE_COOKIE } from './locale.ts';

/** What this visitor reads: the saved choice, then the browser's wish. */
export async function visitorLocale(): Promise<Locale> {
  const saved = (await cookies()).get(LOCALE_COOKIE)?.value;
  return isLocale(saved) ? saved : acceptedLocale((await headers()).get('accept-language'));
}
