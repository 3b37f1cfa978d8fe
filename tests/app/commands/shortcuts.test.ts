import { describe, expect, onTestFinished, test } from 'vitest';
import { keyGroups } from '../../../app/_commands/key-groups.ts';
import { chordsFor, keyNames } from '../../../app/_commands/key-names.ts';
import { chordOf, chordsOf, shortcutOf, shortcuts, terminalKeyOf, terminalKeys } from '../../../app/_commands/shortcuts.ts';
import { oneKey } from '../../../app/_settings/one-key.ts';
import { keyTexts } from '../../../app/_text/keys.ts';

function pressed(chord: string, key = '') {
  const parts = chord.split('+');
  const [ctrlKey, altKey, shiftKey, metaKey] = ['Ctrl', 'Alt', 'Shift', 'Meta'].map((held) => parts.includes(held)) as boolean[];
  return { code: parts.at(-1) ?? '', key, ctrlKey, altKey, shiftKey, metaKey } as KeyboardEvent;
}

describe('the keys of the page', () => {
  test('are known by where they are, whatever an input method makes of them', () => {
    expect(shortcutOf(pressed('Alt+Period', 'Process'), 'page')).toBe('next');
    expect(shortcutOf(pressed('Ctrl+KeyK', 'ㅏ'), 'page')).toBe('palette');
    expect(shortcutOf(pressed('Ctrl+KeyK', 'k'), 'page')).toBe('palette');
  });

  test.each([
    ['Ctrl+KeyK', undefined],
    ['Alt+Period', undefined],
    ['Alt+Enter', undefined],
    ['Ctrl+Comma', undefined],
    ['Ctrl+Shift+KeyP', 'palette'],
    ['Ctrl+Shift+Backquote', 'palette'],
    ['Meta+KeyK', 'palette'],
    ['Ctrl+Backquote', 'side'],
  ])('leave %s in a terminal to %s', (chord, shortcut) => {
    expect(shortcutOf(pressed(chord), 'terminal')).toBe(shortcut);
  });

  test('open the help by the question mark, wherever a layout has it', () => {
    expect(shortcutOf(pressed('Shift+Slash', '?'), 'page')).toBe('keys');
    expect(shortcutOf(pressed('Shift+Minus', '?'), 'page')).toBe('keys');
    expect(shortcutOf(pressed('Shift+Slash', 'Process'), 'page')).toBe('keys');
    expect(shortcutOf(pressed('Slash', '/'), 'page')).toBeUndefined();
    expect(shortcutOf(pressed('Shift+Slash', '?'), 'terminal')).toBeUndefined();
  });

  test('open the help by two of them, and by no character alone, where that is turned off', () => {
    oneKey.value = false;
    onTestFinished(() => {
      oneKey.value = true;
    });
    expect(shortcutOf(pressed('Shift+Slash', '?'), 'page')).toBeUndefined();
    expect(shortcutOf(pressed('Ctrl+Slash', '/'), 'page')).toBe('keys');
    expect(chordsFor(chordsOf('keys'), false)).toEqual(['Ctrl+Slash']);
  });

  test('are not taken for each other when more is held down', () => {
    expect(shortcutOf(pressed('Ctrl+Alt+Period'), 'page')).toBeUndefined();
    expect(chordOf(pressed('Ctrl+Alt+Shift+Meta+KeyA'))).toBe('Ctrl+Alt+Shift+Meta+KeyA');
  });

  test('in a terminal change its text and search it, and leave Ctrl+_ to the shell', () => {
    expect(terminalKeyOf(pressed('Ctrl+Shift+KeyF'))).toBe('find');
    expect(terminalKeyOf(pressed('Ctrl+Shift+Equal'))).toBe('larger');
    expect(terminalKeyOf(pressed('Ctrl+Minus'))).toBe('smaller');
    expect(terminalKeyOf(pressed('Ctrl+Shift+Minus'))).toBeUndefined();
    expect(terminalKeyOf(pressed('Ctrl+Digit0'))).toBe('usual');
  });

  test('mean one thing each', () => {
    const all = [
      ...Object.values(shortcuts).flatMap(({ page, anywhere }) => [...page, ...anywhere]),
      ...Object.values(terminalKeys).flat(),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the help', () => {
  const listed = new Set(keyGroups.flatMap(([, rows]) => rows.flatMap(([, chords]) => chords)));

  test('lists every key of the page, and of terminals every one that has no twin', () => {
    for (const { page, anywhere } of Object.values(shortcuts))
      for (const chord of [...page, ...anywhere]) expect(listed).toContain(chord);
    for (const [first] of Object.values(terminalKeys)) expect(listed).toContain(first);
  });

  test('says what each is for', () => {
    const named = keyGroups.flatMap(([, rows]) => rows.map(([name]) => name));
    expect([...named].sort()).toEqual(Object.keys(keyTexts.ko.keys).sort());
  });

  test('shows what stands on the keys, and ⌘ only where there is one', () => {
    expect(keyNames('Ctrl+Shift+KeyP', false)).toEqual(['Ctrl', 'Shift', 'P']);
    expect(keyNames('Alt+Period', true)).toEqual(['⌥', '.']);
    expect(chordsFor(['Ctrl+KeyK', 'Meta+KeyK', 'Ctrl+Numpad0'], false)).toEqual(['Ctrl+KeyK']);
    expect(chordsFor(['Ctrl+KeyK', 'Meta+KeyK'], true)).toEqual(['Ctrl+KeyK', 'Meta+KeyK']);
  });
});
