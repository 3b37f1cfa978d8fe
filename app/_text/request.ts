import { getRequestConfig } from 'next-intl/server';
import type { Locale } from '../../labs/core/local-text.ts';
import { isLocale } from './locale.ts';
import { messages, type Messages as SiteMessages } from './messages.ts';
import { visitorLocale } from './visitor-locale.ts';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: SiteMessages;
  }
}

// next-intl reads this file by its default export.
export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale;
  const locale = isLocale(asked) ? asked : await visitorLocale();
  return { locale, messages: messages[locale], timeZone: 'UTC' };
});
