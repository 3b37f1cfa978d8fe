import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Layout, layOut } from '../../../../labs/core/picture/layout.ts';
import type { Box } from '../../../../labs/core/picture/layout-boxes.ts';
import type { Interface, Picture } from '../../../../labs/core/picture/picture.ts';
import { pictureOf } from '../../../../labs/core/picture/picture-of.ts';
import { scene } from '../../scenes.ts';
import {
  bigMachines,
  drawn,
  isInside,
  kept,
  type Machine,
  machines,
  newlyPlugged,
  overlap,
  overlaps,
  withoutPlaces,
} from './made-up.ts';

const EMPTY: Machine = { bridges: [0], containers: [], pairs: [], dummies: [], published: [], hasClient: true };

function containers(count: number, bridge = 0): Machine['containers'] {
  return Array.from({ length: count }, (_, number) => ({ number: number + 100 * bridge, plugs: [bridge] }));
}

function shownIn(picture: Picture): number {
  return picture.places.flatMap(({ kind, interfaces }) => {
    const others = interfaces.filter((each) => each.kind !== 'loopback');
    return others.length > 0 || kind === 'host' ? others : interfaces;
  }).length;
}

function expectInOrder(picture: Picture, layout: Layout): void {
  const labels = new Map([...layout.publications].map(([id, { label }]) => [id, label]));
  expect(overlaps(layout.places)).toEqual([]);
  expect(overlaps(new Map([...layout.interfaces, ...labels]))).toEqual([]);
  for (const { id, interfaces } of picture.places) {
    const outer = layout.places.get(id) as Box;
    expect(outer.x >= 0 && outer.y >= 0 && outer.x + outer.width <= layout.width && outer.y + outer.height <= layout.height).toBe(
      true,
    );
    const inner = interfaces.flatMap((each) => layout.interfaces.get(each.id) ?? []);
    expect(inner.every((box) => isInside(box, outer))).toBe(true);
  }
  const hidden = [...layout.hidden.values()].reduce((sum, count) => sum + count, 0);
  expect(layout.interfaces.size + hidden).toBe(shownIn(picture));
}

function withoutPeer(each: Interface): Interface {
  return each.name.startsWith('veth') ? { ...each, peer: undefined } : each;
}

describe('A layout', () => {
  test('lays nothing on anything else, whatever the machine, and counts what it leaves out', () => {
    fc.assert(
      fc.property(bigMachines, bigMachines, (one, other) => {
        const first = layOut(drawn(one));
        expectInOrder(drawn(one), first);
        expectInOrder(drawn(other), layOut(drawn(other), first));
      }),
      { numRuns: 60 },
    );
  });

  test('lays nothing on anything else while cables are seen before their other ends are, and after', () => {
    const moments = fc.array(fc.record({ machine: machines, unseen: fc.uniqueArray(fc.nat({ max: 6 })) }), { maxLength: 8 });
    fc.assert(
      fc.property(moments, (history) => {
        let layout: Layout | undefined;
        for (const { machine, unseen } of history) {
          const picture = withoutPlaces(drawn(machine), new Set(unseen.map((number) => `container${number}`)));
          layout = layOut(picture, layout);
          expectInOrder(picture, layout);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is the same for the same picture, laid anew or after itself', () => {
    fc.assert(
      fc.property(bigMachines, (machine) => {
        const first = layOut(drawn(machine));
        expect(layOut(drawn(machine))).toEqual(first);
        expect(layOut(drawn(machine), first)).toEqual(first);
      }),
      { numRuns: 40 },
    );
  });

  test('leaves everything where it was while other things come and go', () => {
    fc.assert(
      fc.property(fc.array(machines, { minLength: 2, maxLength: 8 }), (history) => {
        let before: { readonly picture: Picture; readonly layout: Layout } | undefined;
        for (const picture of history.map(drawn)) {
          const layout = layOut(picture, before?.layout);
          if (before?.layout.plan.tallest === layout.plan.tallest) {
            expectPlacesStay(before, { picture, layout });
            expectPlugsStay(before, { picture, layout });
          }
          before = { picture, layout };
        }
      }),
    );
  });

  test('moves rows apart once, for the first box with more plugs, and never together again', () => {
    const [one, two] = [containers(2), [...containers(1), { number: 1, plugs: [0, 1] }]];
    const bridges = [0, 1];
    const before = layOut(drawn({ ...EMPTY, bridges, containers: one }));
    const taller = layOut(drawn({ ...EMPTY, bridges, containers: two }), before);
    const after = layOut(drawn({ ...EMPTY, bridges, containers: one }), taller);
    expect(taller.places.get('container1')?.y).toBeGreaterThan(before.places.get('container1')?.y ?? 0);
    expect(after.places.get('container1')?.y).toBe(taller.places.get('container1')?.y);
  });

  test('moves a container to the bridge once its cable is plugged in there', () => {
    const unplugged = layOut(drawn({ ...EMPTY, containers: [{ number: 0, plugs: [] }] }));
    const plugged = drawn({ ...EMPTY, containers: containers(1) });
    expect(layOut(plugged, unplugged).places.get('container0')).toEqual(layOut(plugged).places.get('container0'));
  });

  test('brings a container to a plug that was in the bridge before it', () => {
    const whole = pictureOf(scene('nginx-default-bridge'));
    const places = whole.places.filter(({ kind }) => kind !== 'container');
    const early = {
      ...whole,
      places: places.map((place) => ({ ...place, interfaces: place.interfaces.map(withoutPeer) })),
      wires: [],
    };
    const layout = layOut(whole, layOut(early));
    expect([...layout.places]).toEqual([...layOut(whole).places]);
    expect(layout.wires.size).toBe(whole.wires.length);
  });

  test('finds a place for a namespace that has been given the end of a cable that was a container’s', () => {
    const before = drawn({ ...EMPTY, containers: containers(1) });
    const [client, host, container] = before.places;
    if (client === undefined || host === undefined || container === undefined) throw new Error('the machine has these');
    const plug = (each: Interface) => (each.id === 'host/0-0' ? { ...each, bridge: undefined, peer: 'blue/0' } : each);
    const end = container.interfaces.map((each) => ({ ...each, id: 'blue/0' })).slice(-1);
    const after: Picture = {
      ...before,
      places: [
        client,
        { ...host, interfaces: host.interfaces.map(plug) },
        { ...container, interfaces: [] },
        { ...container, id: 'blue', kind: 'namespace', interfaces: end },
      ],
    };
    expectInOrder(after, layOut(after, layOut(before)));
  });

  test('keeps the place of a container that is the only one left of its row', () => {
    const full = layOut(drawn({ ...EMPTY, containers: containers(6) }));
    const last = layOut(drawn({ ...EMPTY, containers: containers(6).slice(5) }), full);
    expect(last.places.get('container5')).toEqual(full.places.get('container5'));
  });

  test('gives the place of one that has gone to the next one that comes', () => {
    const three = layOut(drawn({ ...EMPTY, containers: containers(3) }));
    const two = layOut(drawn({ ...EMPTY, containers: containers(3).toSpliced(1, 1) }), three);
    const again = layOut(drawn({ ...EMPTY, containers: [...containers(3).toSpliced(1, 1), { number: 9, plugs: [0] }] }), two);
    expect(again.places.get('container9')).toEqual(three.places.get('container1'));
  });

  test('moves only what is below when a bridge between others has no room left', () => {
    const two: Machine = { ...EMPTY, bridges: [0, 1], containers: [...containers(2), ...containers(2, 1)] };
    const before = layOut(drawn(two));
    const after = layOut(drawn({ ...two, containers: [...containers(11), ...containers(2, 1)] }), before);
    const { was, is } = kept(before, after, 'places');
    expect([is.container0, is.container1, is.host]).toEqual([was.container0, was.container1, was.host]);
    expect(is.container100?.[1]).toBeGreaterThan(was.container100?.[1] ?? 0);
    expectInOrder(drawn({ ...two, containers: [...containers(11), ...containers(2, 1)] }), after);
  });
});

/** A plug stays as well, unless it has been pulled out or plugged in elsewhere. */
interface LaidOut {
  readonly picture: Picture;
  readonly layout: Layout;
}

function expectPlacesStay(before: LaidOut, after: LaidOut): void {
  const movers = newlyPlugged(before.picture, after.picture);
  const { was, is } = kept(before.layout, after.layout, 'places');
  for (const id of Object.keys(was)) if (!movers.has(id)) expect([id, is[id]]).toEqual([id, was[id]]);
}

function expectPlugsStay(before: LaidOut, after: LaidOut): void {
  const movers = newlyPlugged(before.picture, after.picture);
  const bridgesIn = ({ picture }: { picture: Picture }) =>
    new Map(picture.places.flatMap(({ interfaces }) => interfaces.map(({ id, bridge }) => [id, bridge])));
  const [past, now] = [bridgesIn(before), bridgesIn(after)];
  const { was, is } = kept(before.layout, after.layout, 'interfaces');
  const stays = (id: string) => past.get(id) === now.get(id) && !movers.has(id.slice(0, id.lastIndexOf('/')));
  for (const id of Object.keys(was)) if (stays(id)) expect([id, is[id]]).toEqual([id, was[id]]);
}

describe('Wires', () => {
  test('run from plug to plug at right angles, and across no box but the host', () => {
    const counts = fc.record({ first: fc.nat({ max: 25 }), second: fc.nat({ max: 25 }) });
    fc.assert(
      fc.property(counts, ({ first, second }) => {
        const picture = drawn({ ...EMPTY, bridges: [0, 1], containers: [...containers(first), ...containers(second, 1)] });
        const layout = layOut(picture);
        const obstacles = [...layout.places].filter(([id]) => id !== 'host').map(([, box]) => box);
        expect(layout.wires.size).toBe(picture.wires.length);
        for (const points of layout.wires.values()) {
          const segments = points.slice(1).map((point, at) => [points[at] ?? point, point] as const);
          expect(segments.every(([from, to]) => from.x === to.x || from.y === to.y)).toBe(true);
          // Without the last stretch at each end, which leads through the margin of the box that holds the plug.
          for (const [from, to] of segments.slice(1, -1))
            expect(obstacles.filter((box) => overlap(box, boxAround(from, to)))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function boxAround(one: { x: number; y: number }, other: { x: number; y: number }): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return { x, y, width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) };
}

describe('A crowd', () => {
  test('of 40 containers is wrapped into a block that fits a screen', () => {
    const { width, height, hidden } = layOut(drawn({ ...EMPTY, containers: containers(40) }));
    expect(width).toBeLessThan(2000);
    expect(height).toBeLessThan(1500);
    expect(hidden.size).toBe(0);
  });

  test('of 1,000 interfaces is cut to what can be read, and says how many are left out', () => {
    const pairs = Array.from({ length: 500 }, (_, number) => number);
    const picture = drawn({ ...EMPTY, pairs, containers: containers(5), dummies: pairs });
    const layout = layOut(picture);
    expectInOrder(picture, layout);
    expect(layout.interfaces.size).toBeLessThan(80);
    expect(layout.hidden.get('host')).toBeGreaterThan(1400);
    expect(layout.places.size).toBe(7);
    expect(layOut(picture, layout)).toEqual(layout);
  });
});
