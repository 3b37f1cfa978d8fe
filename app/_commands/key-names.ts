/** Keys whose code does not say what stands on them. */
const NAMES: Readonly<Record<string, string>> = {
  Backquote: '`',
  Period: '.',
  Comma: ',',
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

/** The ⌘ key is only there on a Mac. */
export function chordsFor<Chord extends string>(chords: readonly Chord[], isMac: boolean): Chord[] {
  return chords.filter((chord) => isMac || !chord.includes('Meta')).filter((chord) => !chord.includes('Numpad'));
}

export function isOnMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
