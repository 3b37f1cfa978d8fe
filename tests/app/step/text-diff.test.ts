import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPieces } from '../../../app/_step/text-diff.ts';

function shown(before: string, now: string): string | undefined {
  return newPieces(before, now)
    ?.map(({ text, isNew }) => (isNew ? `[${text}]` : text))
    .join('');
}

describe('newPieces', () => {
  test.each([
    [
      'docker0 has the address 10.0.0.1/16.',
      'docker0 has the address 172.17.0.1/16.',
      'docker0 has the address [172.17.0.1/16.]',
    ],
    ['docker0에 꽂힌 veth가 0개예요.', 'docker0에 꽂힌 veth가 2개예요.', 'docker0에 꽂힌 veth가 [2개예요.]'],
    ['Look at `ip link`.', 'Look at `brctl show docker0`.', 'Look at [`brctl show docker0`].'],
    ['web runs.', 'web and db run by now. web runs.', undefined],
    ['one two three four five', 'one two new words three four five', 'one two [new words] three four five'],
  ])('marks in %j → %j what was not there before', (before, now, marked) => {
    expect(shown(before, now)).toBe(marked);
  });

  test('marks nothing in a text that has become another one', () => {
    expect(newPieces('There is no bridge called docker0.', 'Two containers exchange packets.')).toBeUndefined();
  });

  test('leaves the text as it is but for the marks', () => {
    const text = fc
      .array(fc.constantFrom('docker0', ' ', '  ', '`ip link`', 'veth가', '\n', '.', 'two'))
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, now) => {
        const pieces = newPieces(before, now);
        if (pieces !== undefined) expect(pieces.map((piece) => piece.text).join('')).toBe(now);
        expect(newPieces(now, now)?.some(({ isNew }) => isNew) ?? false).toBe(false);
      }),
    );
  });
});
