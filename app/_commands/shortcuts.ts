import { oneKey } from '../_settings/one-key.ts';

/**
 * Every key of the page itself: what is held down, then `KeyboardEvent.code`, which says where a key is, so that a Korean input
 * method or another layout does not matter. `anywhere` counts in a terminal, too; what is only in `page` is the shell's there.
 * The page's listeners, the palette and the help all read this table.
 */
export const shortcuts = {
  palette: { page: ['Ctrl+KeyK'], anywhere: ['Meta+KeyK', 'Ctrl+Shift+KeyP', 'Ctrl+Shift+Backquote'] },
  keys: { page: ['?', 'Ctrl+Slash'], anywhere: [] },
  settings: { page: ['Ctrl+Comma', 'Meta+Comma'], anywhere: [] },
  side: { page: [], anywhere: ['Ctrl+Backquote'] },
  next: { page: ['Alt+Period'], anywhere: [] },
  previous: { page: ['Alt+Comma'], anywhere: [] },
  check: { page: ['Alt+Enter'], anywhere: [] },
} as const satisfies Readonly<Record<string, { readonly page: readonly string[]; readonly anywhere: readonly string[] }>>;

export type Shortcut = keyof typeof shortcuts;

/** The keys that a terminal keeps from the shell. */
export const terminalKeys = {
  find: ['Ctrl+Shift+KeyF'],
  larger: ['Ctrl+Equal', 'Ctrl+Shift+Equal', 'Ctrl+NumpadAdd'],
  // Ctrl+- is not what a shell needs; its Ctrl+_ comes with Shift.
  smaller: ['Ctrl+Minus', 'Ctrl+NumpadSubtract'],
  usual: ['Ctrl+Digit0', 'Ctrl+Numpad0'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type TerminalKey = keyof typeof terminalKeys;

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** What is pressed, as the tables write it. */
export function chordOf({ code, ctrlKey, altKey, shiftKey, metaKey }: Pressed): string {
  const held = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Meta'];
  return [...held.filter(Boolean), code].join('+');
}

export function shortcutOf(event: Pressed, where: 'page' | 'terminal'): Shortcut | undefined {
  const chord = isQuestionMark(event) ? '?' : chordOf(event);
  if (chord === '?' && !oneKey.value) return undefined;
  return (Object.keys(shortcuts) as Shortcut[]).find((name) => {
    const { page, anywhere }: { page: readonly string[]; anywhere: readonly string[] } = shortcuts[name];
    return anywhere.includes(chord) || (where === 'page' && page.includes(chord));
  });
}

export function terminalKeyOf(event: Pressed): TerminalKey | undefined {
  const chord = chordOf(event);
  return (Object.keys(terminalKeys) as TerminalKey[]).find((name) => (terminalKeys[name] as readonly string[]).includes(chord));
}

/** The one key that goes by its character, since layouts have it in different places; an input method hides the character. */
export function isQuestionMark({ key, code, ctrlKey, altKey, metaKey, shiftKey }: Pressed): boolean {
  if (ctrlKey || altKey || metaKey) return false;
  return key === '?' || (key === 'Process' && code === 'Slash' && shiftKey);
}

export function chordsOf(name: Shortcut | TerminalKey): readonly string[] {
  if (name in terminalKeys) return terminalKeys[name as TerminalKey];
  const { page, anywhere } = shortcuts[name as Shortcut];
  return [...page, ...anywhere];
}
