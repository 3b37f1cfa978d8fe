import { describe, expect, test } from 'vitest';
import { MapReel } from '../../../app/_replay/map-reel.ts';
import type { TimedShot } from '../../../app/_replay/session-replay.ts';
import type { Json } from '../../../server/protocol/json-delta.ts';
import { type Scene, scene } from '../../labs/scenes.ts';

function shots(...seen: (Scene | { readonly odd: Json })[]): TimedShot[] {
  return seen.map((each, at) => {
    const said = typeof each === 'string' ? (scene(each) as unknown as Json) : each.odd;
    return { at: 1000 + at, time: at * 2, seen: said, isQuiet: false };
  });
}

const names = (reel: MapReel, index: number) => {
  const moment = reel.moment(index);
  return typeof moment === 'object' ? moment.picture.places.map(({ name }) => name) : moment;
};

describe('The reel of a recorded map', () => {
  test('shows the look that was the newest at a time', () => {
    const reel = new MapReel(shots('fresh-machine', 'nginx-default-bridge'));
    expect([-9, -1, 0, 1.9, 2, 99].map((time) => reel.indexAt(time))).toEqual([-1, 0, 0, 0, 1, 1]);
    expect(names(reel, 1)?.length).toBe((names(reel, 0)?.length ?? 0) + 1);
    expect(reel.moment(-1)).toBeUndefined();
    expect(reel.takenAt(1)).toBe(1001);
  });

  test('keeps what stays in its place, whichever way one goes through it', () => {
    const reel = new MapReel(shots('fresh-machine', 'nginx-default-bridge', 'fresh-machine'));
    const hostAt = (index: number) => {
      const moment = reel.moment(index);
      if (typeof moment !== 'object') throw new Error('not drawn');
      const host = moment.picture.places.find(({ kind }) => kind === 'host');
      return moment.layout.places.get(host?.id ?? '');
    };
    const later = hostAt(1);
    expect(hostAt(2)).toMatchObject({ x: later?.x, y: later?.y });
    expect(hostAt(1)).toBe(later);
  });

  test('says which look it does not understand, and shows the others', () => {
    const reel = new MapReel(shots('fresh-machine', { odd: { version: 7, galaxies: [] } }, { odd: null }, 'veth-down'));
    expect([1, 2].map((index) => reel.moment(index))).toEqual(['unreadable', 'unreadable']);
    expect(reel.moment(3)).toMatchObject({ flows: [] });
    expect(reel.moment(0)).toMatchObject({ flows: [] });
  });
});
