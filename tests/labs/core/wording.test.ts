import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownList, shownName } from '../../../labs/core/wording.ts';

describe('A name from the learner’s machine', () => {
  test('stays as it is when it is an ordinary one', () => {
    expect(shownName('web-1')).toBe('web-1');
  });

  test('cannot bring an escape sequence or a line break into a verdict', () => {
    expect(shownName('web\u001b[31m\nred')).toBe('web?[31m?red');
    expect(shownName('a\u202eb\u2028c')).toBe('a?b?c');
  });

  test('is cut when it is long', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (name) => shownName(name).length <= 40));
  });
});

describe('A list of names', () => {
  test('says how many it leaves out, in each language', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(shownList(names)).toEqual({ en: 'a, b, c, d, e and 2 more', ko: 'a, b, c, d, e 외 2개' });
    expect(shownList(['a', 'b'])).toEqual({ en: 'a, b', ko: 'a, b' });
  });
});
