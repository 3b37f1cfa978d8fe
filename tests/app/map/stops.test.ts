import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextStop, type Stops, stopsOf, ways } from '../../../app/_map/stops.ts';
import { layOut } from '../../../labs/core/picture/layout.ts';
import { pictureOf } from '../../../labs/core/picture/picture-of.ts';
import { drawn, machines } from '../../labs/core/picture/made-up.ts';
import { hostLink, portOf, scene } from '../../labs/scenes.ts';

function stopsIn(observation: ReturnType<typeof scene>): Stops {
  const picture = pictureOf(observation);
  return stopsOf({ picture, layout: layOut(picture) });
}

/** All that the arrows lead to from the first stop, and on from there. */
function reached(stops: Stops): Set<string> {
  const found = new Set([...stops.keys()].slice(0, 1));
  for (const id of found) {
    for (const way of ways) {
      const next = nextStop(stops, id, way);
      if (next !== undefined) found.add(next);
    }
  }
  return found;
}

describe('The arrow keys on the map', () => {
  test('lead along the way of a request: client, cable, host', () => {
    const machine = scene('two-containers-after-ping');
    const stops = stopsIn(machine);
    const client = machine.namespaces.find(({ role }) => role === 'client');
    const eth0 = client?.links.find(({ name }) => name === 'eth0');
    const plug = `${client?.id}/${eth0?.index}`;
    const wire = nextStop(stops, plug, 'ArrowRight');
    expect(wire).toContain('~');
    const host = machine.namespaces.find(({ role }) => role === 'host')?.id;
    expect(nextStop(stops, wire ?? '', 'ArrowRight')).toBe(`${host}/${hostLink(machine, 'eth0').index}`);
  });

  test('lead from a port of the bridge by its cable into the container, and back', () => {
    const machine = scene('nginx-default-bridge');
    const stops = stopsIn(machine);
    const host = machine.namespaces.find(({ role }) => role === 'host')?.id;
    const port = `${host}/${hostLink(machine, portOf(machine, 'web')).index}`;
    const wire = nextStop(stops, port, 'ArrowRight') ?? '';
    const inside = nextStop(stops, wire, 'ArrowRight') ?? '';
    expect(wire.split('~')).toEqual(expect.arrayContaining([port, inside]));
    expect(nextStop(stops, inside, 'ArrowLeft')).toBe(wire);
    expect(nextStop(stops, wire, 'ArrowLeft')).toBe(port);
  });

  test('stay where they are at the edge of the map', () => {
    const stops = stopsIn(scene('fresh-machine'));
    const leftmost = [...stops].toSorted(([, one], [, other]) => one.x - other.x)[0]?.[0] ?? '';
    expect(nextStop(stops, leftmost, 'ArrowLeft')).toBeUndefined();
  });

  test('reach everything on any map', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const picture = drawn(machine);
        const stops = stopsOf({ picture, layout: layOut(picture) });
        expect([...stops.keys()].filter((id) => !reached(stops).has(id))).toEqual([]);
      }),
    );
  });
});
