import { describe, expect, test } from 'vitest';
import { inOrder, nearest } from '../../../app/_map/map-keys.ts';

/** Client, host's eth0, docker0, and two containers one above the other. */
const spots = [
  { x: 0, y: 100 },
  { x: 200, y: 100 },
  { x: 400, y: 100 },
  { x: 600, y: 0 },
  { x: 600, y: 200 },
];
const from = (index: number, key: string) => nearest(spots[index] ?? { x: 0, y: 0 }, spots, key);

describe('arrow keys on the map', () => {
  test('go to the next thing in their direction', () => {
    expect([from(0, 'ArrowRight'), from(1, 'ArrowRight'), from(2, 'ArrowLeft')]).toEqual([1, 2, 1]);
    expect([from(3, 'ArrowDown'), from(4, 'ArrowUp')]).toEqual([4, 3]);
  });

  test('stay where they are at the edge, and know no other key', () => {
    expect([from(0, 'ArrowLeft'), from(3, 'ArrowUp'), from(0, 'Enter')]).toEqual([undefined, undefined, undefined]);
  });

  test('would rather go straight on than to what is nearer and aside', () => {
    const here = { x: 0, y: 0 };
    expect(
      nearest(
        here,
        [
          { x: 60, y: 80 },
          { x: 150, y: 0 },
        ],
        'ArrowRight',
      ),
    ).toBe(1);
  });

  test('leave nothing out of reach: Page keys go through all in order', () => {
    expect([inOrder(0, 5, 'PageDown'), inOrder(4, 5, 'PageUp'), inOrder(2, 5, 'Home'), inOrder(2, 5, 'End')]).toEqual([
      1, 3, 0, 4,
    ]);
    expect([inOrder(4, 5, 'PageDown'), inOrder(0, 5, 'PageUp'), inOrder(0, 5, 'x')]).toEqual([undefined, undefined, undefined]);
  });
});
