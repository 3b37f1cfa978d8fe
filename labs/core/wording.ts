import type { LocalText } from './local-text.ts';

/** A verdict is a sentence, not a listing. */
const MOST_NAMES_SHOWN = 5;
/** Docker allows longer names than a sentence bears. */
const LONGEST_NAME = 40;

/** A name that the learner's machine gives, fit for a sentence: one line, printable, not too long. */
export function shownName(name: string): string {
  return shownText(name, LONGEST_NAME);
}

/** The same for what may be longer than a name. */
export function shownText(text: string, longest: number): string {
  // Cut before it is cleaned as well: nobody says how long it is.
  const printable = text.slice(0, longest + 1).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return printable.length > longest ? `${printable.slice(0, longest - 1)}…` : printable;
}

/** `web, db and 3 more`, in both languages. */
export function shownList(names: readonly string[]): LocalText {
  const shown = names.slice(0, MOST_NAMES_SHOWN).map(shownName).join(', ');
  const rest = names.length - MOST_NAMES_SHOWN;
  if (rest <= 0) return { en: shown, ko: shown };
  return { en: `${shown} and ${rest} more`, ko: `${shown} 외 ${rest}개` };
}
