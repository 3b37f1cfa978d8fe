/**
 * Finds commands by the keys that were pressed, not by the characters that came of them: `다음` and `ekdma` are the same keys on a
 * Korean keyboard, as are `next` and `ㅜㄷㅌㅅ`. So it does not matter which input method is on, and half a syllable (`닷` on the
 * way to `다시`) is a beginning like any other.
 */
const INITIALS = ['r', 'R', 's', 'e', 'E', 'f', 'a', 'q', 'Q', 't', 'T', 'd', 'w', 'W', 'c', 'z', 'x', 'v', 'g'];
const VOWELS = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ');
const FINALS = ' r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ');
/** Single letters, as they stand in Unicode from ㄱ (U+3131) to ㅣ (U+3163). */
const LETTERS =
  'r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(
    ' ',
  );
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FIRST_LETTER = 0x3131;

/** The keys of a text, in lower case. */
export function keysOf(text: string): string {
  return Array.from(text.normalize('NFC'), keysOfCharacter).join('').toLowerCase();
}

/** How well a text is met by what was typed: 1 is a beginning, 0 is not at all. */
export function score(wanted: string, texts: readonly string[]): number {
  const keys = keysOf(wanted).trim();
  if (keys === '') return 1;
  return Math.max(0, ...texts.map((text, index) => scoreOf(keys, { text, wanted }) * (index === 0 ? 1 : 0.9)));
}

function scoreOf(keys: string, { text, wanted }: { readonly text: string; readonly wanted: string }): number {
  const all = keysOf(text);
  if (all.startsWith(keys)) return 1;
  if (all.includes(` ${keys}`) || all.includes(`(${keys}`)) return 0.9;
  const parts = keys.split(/\s+/);
  if (parts.length > 1 && parts.every((part) => all.includes(part))) return 0.7;
  // Spaces are put differently by everybody.
  if (all.replaceAll(/\s/g, '').includes(keys.replaceAll(/\s/g, ''))) return 0.6;
  return isInitials(wanted) && initialsOf(text).includes(keys.replaceAll(/\s/g, '')) ? 0.5 : 0;
}

/** `ㄷㅇㄷㄱ` for 다음 단계. */
function isInitials(wanted: string): boolean {
  return /^[ㄱ-ㅎ\s]{2,}$/.test(wanted);
}

function initialsOf(text: string): string {
  return Array.from(text, (character) => (isSyllable(character) ? keysOfCharacter(character)[0] : ''))
    .join('')
    .toLowerCase();
}

function isSyllable(character: string): boolean {
  return character >= '가' && character <= '힣';
}

function keysOfCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
    const at = code - FIRST_SYLLABLE;
    const [initial, vowel, final] = [Math.floor(at / 588), Math.floor(at / 28) % 21, at % 28];
    return `${INITIALS[initial]}${VOWELS[vowel]}${FINALS[final]}`;
  }
  return LETTERS[code - FIRST_LETTER] ?? character;
}
