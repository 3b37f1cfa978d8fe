import { describe, expect, test } from 'vitest';
import { estimateWords } from '../../../app/_workbench/estimate-words.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('estimateWords', () => {
  test.each([
    ['a moment that has passed', -5 * SECOND, 0, { key: 'overdue', from: 0, to: 0 }],
    ['one second', 300, 900, { key: 'seconds', from: 1, to: 1 }],
    ['something between three and four seconds', 3 * SECOND, 3.6 * SECOND, { key: 'seconds', from: 4, to: 4 }],
    ['seconds', 10 * SECOND, 40 * SECOND, { key: 'secondsRange', from: 10, to: 40 }],
    ['at any time up to a minute', -MINUTE, MINUTE, { key: 'withinSeconds', from: 0, to: 60 }],
    ['minutes', 2.4 * MINUTE, 3.8 * MINUTE, { key: 'minutesRange', from: 2, to: 4 }],
    ['at any time up to half an hour', 0, 29.5 * MINUTE, { key: 'withinMinutes', from: 0, to: 30 }],
    ['hours', 10 * MINUTE, 150 * MINUTE, { key: 'hours', from: 0, to: 3 }],
  ] as const)('says %s', (...[, from, to, words]) => {
    const now = 1_700_000_000_000;
    expect(estimateWords({ from: now + from, to: now + to }, now)).toEqual(words);
  });
});
