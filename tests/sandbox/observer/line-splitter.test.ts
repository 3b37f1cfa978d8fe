import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineSplitter } from '../../../sandbox/observer/line-splitter.ts';

describe('LineSplitter', () => {
  test('gives back every line, wherever the bytes are cut', () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n')),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(lines, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (given, sizes) => {
        const bytes = Buffer.from(given.map((line) => `${line}\n`).join(''));
        const splitter = new LineSplitter(1 << 20);
        const found: string[] = [];
        for (let start = 0, turn = 0; start < bytes.byteLength; turn += 1) {
          const end = start + (sizes[turn % sizes.length] ?? 1);
          found.push(...splitter.push(bytes.subarray(start, end)));
          start = end;
        }
        expect(found).toEqual(given);
      }),
    );
  });

  test('refuses a line without an end', () => {
    const splitter = new LineSplitter(10);
    splitter.push(Buffer.from('12345'));
    expect(() => splitter.push(Buffer.from('678901'))).toThrow(RangeError);
  });
});
