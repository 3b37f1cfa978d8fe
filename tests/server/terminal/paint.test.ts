import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paint } from '../../../server/terminal/paint.ts';
import { pageTerminal, stateOf, write } from './screen-state.ts';

const text = fc.oneof(
  fc.constantFrom('hello world ', '한글 테스트', '가', 'x', 'é', '👍🏽', '\t', '\r\n', '\r\n', '\r\n', '\n', '\r', '\b'),
  fc.integer({ min: 1, max: 70 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 1, max: 40 }).map((length) => '가'.repeat(length)),
);
const style = fc.constantFrom(
  '\x1b[0m',
  '\x1b[1;31m',
  '\x1b[7m',
  '\x1b[4;42m',
  '\x1b[97;104m',
  '\x1b[38;5;200m',
  '\x1b[48;2;1;2;3m',
  '\x1b[2;3;9m',
);
const number = fc.integer({ min: 0, max: 14 });
const jump = fc.oneof(
  fc.tuple(number, number).map(([row, col]) => `\x1b[${row};${col * 3}H`),
  fc.tuple(number, fc.constantFrom(...'ABCDGLMP@XdST')).map(([count, final]) => `\x1b[${count}${final}`),
  fc.constantFrom('\x1b[J', '\x1b[1J', '\x1b[2J', '\x1b[K', '\x1b[1K', '\x1b[2K', '\x1bM', '\x1b7', '\x1b8', '\x1b[s', '\x1b[u'),
);
const mode = fc.oneof(
  fc
    .constantFrom(1, 6, 7, 9, 25, 45, 47, 66, 1000, 1002, 1003, 1004, 1006, 1016, 1047, 1049, 2004)
    .chain((code) => fc.constantFrom('h', 'l').map((final) => `\x1b[?${code}${final}`)),
  fc.constantFrom('\x1b[4h', '\x1b[4l', '\x1b[2 q', '\x1b[5 q', '\x1b(0', '\x1b(B', '\x1b)0', '\x0e', '\x0f', '\x1b[!p', '\x1bc'),
  fc.tuple(number, number).map(([top, bottom]) => `\x1b[${top};${bottom}r`),
);
const size = fc.record({
  cols: fc.integer({ min: 8, max: 40 }),
  rows: fc.integer({ min: 2, max: 12 }),
  scrollback: fc.constant(40),
});

async function expectSameAfterPaint(
  size: { cols: number; rows: number; scrollback: number },
  output: readonly string[],
  after: readonly string[],
) {
  const before = pageTerminal(size);
  const repainted = pageTerminal(size);
  await write(before, output.join(''));
  await write(repainted, [...paint(before)].join(''));
  expect(stateOf(repainted)).toEqual(stateOf(before));
  await write(before, after.join(''));
  await write(repainted, after.join(''));
  expect(stateOf(repainted)).toEqual(stateOf(before));
  before.dispose();
  repainted.dispose();
}

describe('paint', () => {
  test('gives back text, wrapping, colours and cursor exactly', { timeout: 60_000 }, async () => {
    const output = fc.array(fc.oneof({ weight: 4, arbitrary: text }, style), { maxLength: 80 });
    await fc.assert(fc.asyncProperty(size, output, output, expectSameAfterPaint), { numRuns: 100 });
  });

  test('gives back screens that programs draw on, with their modes', { timeout: 60_000 }, async () => {
    const output = fc.array(
      fc.oneof({ weight: 4, arbitrary: text }, { weight: 2, arbitrary: style }, { weight: 2, arbitrary: jump }, mode),
      { maxLength: 80 },
    );
    await fc.assert(fc.asyncProperty(size, output, output, expectSameAfterPaint), { numRuns: 200 });
  });
});
