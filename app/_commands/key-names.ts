import { oneKey } from '../_settings/one-key.ts';

/** Keys whose code does not say what stands on them. */
const NAMES: Readonly<Record<string, string>> = {
  Backquote: '`',
  Period: '.',
  Comma: ',',
  Slash: '/',
  Equal: '+',
  Minus: '−',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

const ON_A_MAC: Readonly<Record<string, string>> = { Alt: '⌥', Meta: '⌘', Shift: '⇧', Ctrl: '⌃' };

/** What stands on the keys of a chord such as `Ctrl+Shift+KeyP`. */
export function keyNames(chord: string, isMac: boolean): string[] {
  return chord.split('+').map((key) => (isMac ? ON_A_MAC[key] : undefined) ?? NAMES[key] ?? key.replace(/^(Key|Digit)/, ''));
}

/** Those that count here: the ⌘ key is only there on a Mac, and one key alone may be turned off. */
export function chordsFor<Chord extends string>(chords: readonly Chord[], isMac: boolean): Chord[] {
  return chords
    .filter((chord) => isMac || !chord.includes('Meta'))
    .filter((chord) => !chord.includes('Numpad') && (chord !== '?' || oneKey.value));
}

export function isOnMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
