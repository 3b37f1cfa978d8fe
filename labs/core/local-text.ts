import { z } from 'zod/mini';

export const locales = ['ko', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The same statement in every language; a missing language does not compile, and does not load. */
export type LocalText = Readonly<Record<Locale, string>>;

export const localTextSchema = z.strictObject({ ko: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) });
