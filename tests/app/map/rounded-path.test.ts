import { describe, expect, test } from 'vitest';
import { roundedPath } from '../../../app/_map/rounded-path.ts';

describe('A rounded path', () => {
  test('is nothing where there are no corners', () => {
    expect(roundedPath([])).toBe('');
  });

  test('is straight between two points', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ]),
    ).toBe('M0 0L10 0');
  });

  test('never rounds farther than half of the way to the next corner', () => {
    const path = roundedPath([
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 40 },
    ]);
    expect(path).toBe('M0 0L2 0Q4 0 4 2L4 40');
  });
});
