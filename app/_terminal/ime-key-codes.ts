/** The key code that browsers give while an input method has a say; which key it was is in `code` alone. */
export const IME_KEY_CODE = 229;

type KeyFacts = Pick<KeyboardEvent, 'keyCode' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

const controlCodes: Readonly<Record<string, string>> = {
  Space: '\x00',
  BracketLeft: '\x1b',
  Backslash: '\x1c',
  BracketRight: '\x1d',
  Slash: '\x1f',
};

/** What Ctrl with a letter, Alt with a letter, or Esc means to a program when an input method keeps the key from xterm. */
export function commandKeyOf(event: KeyFacts): string | undefined {
  if (event.keyCode !== IME_KEY_CODE || event.metaKey) return undefined;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (event.ctrlKey && !event.altKey) return controlOf(event, letter);
  if (event.altKey && !event.ctrlKey && letter !== undefined) return `\x1b${event.shiftKey ? letter : letter.toLowerCase()}`;
  return event.code === 'Escape' && !event.ctrlKey && !event.altKey ? '\x1b' : undefined;
}

function controlOf(event: KeyFacts, letter: string | undefined): string | undefined {
  // Ctrl+V pastes, and Ctrl+Shift with a letter belongs to the browser.
  if (event.shiftKey || letter === 'V') return undefined;
  return letter === undefined ? controlCodes[event.code] : String.fromCharCode(letter.charCodeAt(0) - 64);
}

const arrows: Readonly<Record<string, string>> = {
  ArrowUp: 'A',
  ArrowDown: 'B',
  ArrowRight: 'C',
  ArrowLeft: 'D',
  Home: 'H',
  End: 'F',
};

/** What a key does that also ends a composition. */
export function endingKeyOf(code: string, applicationCursor: boolean): string | undefined {
  if (code === 'Enter' || code === 'NumpadEnter') return '\r';
  if (code === 'Tab') return '\t';
  const arrow = arrows[code];
  return arrow === undefined ? undefined : `\x1b${applicationCursor ? 'O' : '['}${arrow}`;
}

/** In a Japanese or Chinese composition, Enter and arrows choose among candidates and mean nothing more. */
export function isHangul(composed: string): boolean {
  return /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]$/.test(composed);
}

const DELETE = '\x7f';

/** The keys that make `after` of `before` in a field whose caret is at its end. */
export function typedBetween(before: string, after: string): string {
  const old = [...before];
  const now = [...after];
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  return DELETE.repeat(old.length - same) + now.slice(same).join('');
}
