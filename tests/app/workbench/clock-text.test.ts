import { expect, test } from 'vitest';
import { clockText } from '../../../app/_workbench/clock-text.ts';
import { lessonPercent } from '../../../app/_workbench/split-cookie.ts';

test.each([
  [-5, '0:00'],
  [59_999, '0:59'],
  [605_000, '10:05'],
  [3_600_000, '1:00:00'],
  [14_399_000, '3:59:59'],
])('clockText shows %i ms as %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});

test.each([
  ['61.5', 61.5],
  ['5', 48],
  ['99', 48],
  ['wide', 48],
  [undefined, 48],
])('lessonPercent takes the cookie %j for %s', (cookie, percent) => {
  expect(lessonPercent(cookie)).toBe(percent);
});
