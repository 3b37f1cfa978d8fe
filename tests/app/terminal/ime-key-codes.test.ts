import { describe, expect, test } from 'vitest';
import { commandKeyOf, endingKeyOf, isHangul, typedBetween } from '../../../app/_terminal/ime-key-codes.ts';

const none = { keyCode: 229, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

describe('commandKeyOf', () => {
  test.each([
    ['Ctrl+C', { code: 'KeyC', ctrlKey: true }, '\x03'],
    ['Ctrl+Z', { code: 'KeyZ', ctrlKey: true }, '\x1a'],
    ['Ctrl+Space', { code: 'Space', ctrlKey: true }, '\x00'],
    ['Ctrl+[', { code: 'BracketLeft', ctrlKey: true }, '\x1b'],
    ['Esc', { code: 'Escape' }, '\x1b'],
    ['Alt+B', { code: 'KeyB', altKey: true }, '\x1bb'],
    ['Alt+Shift+B', { code: 'KeyB', altKey: true, shiftKey: true }, '\x1bB'],
  ])('recovers %s from an input method', (_, keys, text) => {
    expect(commandKeyOf({ ...none, ...keys })).toBe(text);
  });

  test.each([
    ['a syllable', { code: 'KeyR' }],
    ['a paste', { code: 'KeyV', ctrlKey: true }],
    ["the browser's own keys", { code: 'KeyC', ctrlKey: true, shiftKey: true }],
    ['keys with Cmd', { code: 'KeyC', metaKey: true }],
    ['AltGr', { code: 'KeyE', ctrlKey: true, altKey: true }],
    ['keys that xterm sees', { code: 'KeyC', ctrlKey: true, keyCode: 67 }],
  ])('leaves %s alone', (_, keys) => {
    expect(commandKeyOf({ ...none, ...keys })).toBeUndefined();
  });
});

describe('endingKeyOf', () => {
  test('knows the keys that end a composition and mean something themselves', () => {
    expect(['Enter', 'Tab', 'ArrowLeft', 'KeyA'].map((code) => endingKeyOf(code, false))).toEqual([
      '\r',
      '\t',
      '\x1b[D',
      undefined,
    ]);
    expect(endingKeyOf('ArrowLeft', true)).toBe('\x1bOD');
  });
});

describe('isHangul', () => {
  test.each(['한', 'ㅎ', '안녕', 'かな한'])('%s is', (text) => expect(isHangul(text)).toBe(true));
  test.each(['', 'か', '漢', 'a', '한a'])('%s is not', (text) => expect(isHangul(text)).toBe(false));
});

describe('typedBetween', () => {
  test.each([
    { what: 'text that comes', before: 'ls', after: 'ls -l', keys: ' -l' },
    { what: 'text that goes', before: 'ls -l', after: 'ls', keys: '\x7f\x7f\x7f' },
    { what: 'a syllable that grows in its place', before: '안ㄴ', after: '안녀', keys: '\x7f녀' },
    { what: 'one emoji', before: '👍', after: '', keys: '\x7f' },
    { what: 'nothing', before: '한', after: '한', keys: '' },
  ])('gives the keys for $what', ({ before, after, keys }) => {
    expect(typedBetween(before, after)).toBe(keys);
  });
});
