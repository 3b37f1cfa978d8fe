import { describe, expect, test } from 'vitest';
import { keysOf, score } from '../../../app/_commands/search.ts';
import { commandTexts } from '../../../app/_text/commands.ts';

const { en, ko } = commandTexts;
const names = Object.keys(en.commands) as (keyof typeof en.commands)[];

/** What is found, the best first. */
function found(wanted: string): string[] {
  const scored = names.map((name) => {
    const texts = [ko.commands[name], en.commands[name], en.words[name], ko.words[name]];
    return { name, score: score(wanted, texts) };
  });
  return scored
    .filter((one) => one.score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ name }) => name);
}

describe('the search for commands', () => {
  test('knows the keys behind Hangul', () => {
    expect(keysOf('다음 단계')).toBe('ekdma eksrp');
    expect(keysOf('ㅜㄷㅌㅅ')).toBe('next');
    expect(keysOf('괜찮')).toBe('rhoscksg');
    expect(keysOf('다음'.normalize('NFD'))).toBe('ekdma');
    expect(keysOf('Docker 0')).toBe('docker 0');
  });

  test.each([
    ['다음', 'next'],
    ['ekdma', 'next'],
    ['next', 'next'],
    ['ㅜㄷㅌㅅ', 'next'],
    ['다음단계', 'next'],
    ['ㄷㅇㄷㄱ', 'next'],
    ['지도', 'toMap'],
    ['certificate', 'done'],
    ['수료증', 'done'],
    ['터미널 client', 'newClient'],
    ['SETTINGS', 'settings'],
  ])('finds by %s the command %s', (wanted, name) => {
    expect(found(wanted)).toContain(name);
  });

  test('still has what is wanted while a syllable is being put together', () => {
    // What stands in the field while one types 다시.
    for (const halfway of ['ㄷ', '다', '닷', '다시']) expect(found(halfway), halfway).toContain('reset');
    for (const halfway of ['ㅅ', '서', '설', '설ㅈ', '설저', '설정']) expect(found(halfway), halfway).toContain('settings');
  });

  test('puts what begins so before what only has it inside', () => {
    expect(found('check')[0]).toMatch(/^(check|browser)$/);
    expect(found('터미널로')[0]).toBe('toTerminal');
  });

  test('finds all for nothing, and nothing for nonsense', () => {
    expect(found('')).toEqual(names);
    expect(found('  ')).toEqual(names);
    expect(found('쀍쀍')).toEqual([]);
    expect(found('(.*)+$[')).toEqual([]);
  });
});
