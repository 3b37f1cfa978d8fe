import { describe, expect, test } from 'vitest';
import { controlled, StickyControl } from '../../../app/_terminal/sticky-control.ts';
import { settingsOf } from '../../../app/_terminal/terminal-settings.ts';

const usual = { fontSizePx: 14, copyOnSelect: false, screenReaderMode: false, split: false };
const set = { fontSizePx: 18, copyOnSelect: true, screenReaderMode: true, split: true };

describe('the settings of terminals', () => {
  test.each([
    ['nothing', null, usual],
    ['something else', 'on', usual],
    ['a font that nobody can read', { fontSizePx: 2 }, { ...usual, fontSizePx: 9 }],
    ['a font larger than the screen', { fontSizePx: 900 }, { ...usual, fontSizePx: 28 }],
    ['no number', { fontSizePx: '14px', split: 'yes' }, usual],
    ['what was set', set, set],
  ])('are usable though %s is stored', (_, stored, settings) => {
    expect(settingsOf(stored)).toEqual(settings);
  });
});

describe('StickyControl', () => {
  test('counts for one character and no more', () => {
    const sticky = new StickyControl();
    const told: boolean[] = [];
    sticky.onChange((isOn) => told.push(isOn));
    sticky.isOn = true;
    expect([sticky.apply('c'), sticky.apply('c')]).toEqual(['\x03', 'c']);
    expect(told).toEqual([true, false]);
  });

  test.each([
    ['c', '\x03'],
    ['Z', '\x1a'],
    ['[', '\x1b'],
    [' ', '\x00'],
    ['1', '1'],
    ['가', '가'],
    ['ls -l', 'ls -l'],
  ])('makes of %j what a terminal sends for it', (typed, sent) => {
    expect(controlled(typed)).toBe(sent);
  });
});
