import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stops, stopFor, stopsOf } from '../../../app/_map/stops.ts';
import { layOut } from '../../../labs/core/picture/layout.ts';
import { pictureOf } from '../../../labs/core/picture/picture-of.ts';
import { drawn, machines } from '../../labs/core/picture/made-up.ts';
import { hostLink, portOf, scene } from '../../labs/scenes.ts';

function stopsIn(observation: ReturnType<typeof scene>): Stops {
  const picture = pictureOf(observation);
  return stopsOf({ picture, layout: layOut(picture) });
}

describe('The arrow keys on the map', () => {
  test('lead along the way of a request: client, cable, host', () => {
    const machine = scene('two-containers-after-ping');
    const stops = stopsIn(machine);
    const client = machine.namespaces.find(({ role }) => role === 'client');
    const eth0 = client?.links.find(({ name }) => name === 'eth0');
    const plug = `${client?.id}/${eth0?.index}`;
    const wire = stopFor(stops, plug, 'ArrowRight');
    expect(wire).toContain('~');
    const host = machine.namespaces.find(({ role }) => role === 'host')?.id;
    expect(stopFor(stops, wire ?? '', 'ArrowRight')).toBe(`${host}/${hostLink(machine, 'eth0').index}`);
  });

  test('lead from a port of the bridge by its cable into the container, and back', () => {
    const machine = scene('nginx-default-bridge');
    const stops = stopsIn(machine);
    const host = machine.namespaces.find(({ role }) => role === 'host')?.id;
    const port = `${host}/${hostLink(machine, portOf(machine, 'web')).index}`;
    const wire = stopFor(stops, port, 'ArrowRight') ?? '';
    const inside = stopFor(stops, wire, 'ArrowRight') ?? '';
    expect(wire.split('~')).toEqual(expect.arrayContaining([port, inside]));
    expect(stopFor(stops, inside, 'ArrowLeft')).toBe(wire);
    expect(stopFor(stops, wire, 'ArrowLeft')).toBe(port);
  });

  test('stay where they are at the edge of the map', () => {
    const stops = stopsIn(scene('fresh-machine'));
    const leftmost = [...stops].toSorted(([, one], [, other]) => one.x - other.x)[0]?.[0] ?? '';
    expect(stopFor(stops, leftmost, 'ArrowLeft')).toBeUndefined();
  });

  test('have Page Up and Page Down beside them, which pass everything on any map', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const picture = drawn(machine);
        const stops = stopsOf({ picture, layout: layOut(picture) });
        const passed = [...walk(stops, 'Home', 'PageDown')];
        expect(passed).toEqual([...stops.keys()]);
        expect([...walk(stops, 'End', 'PageUp')]).toEqual(passed.toReversed());
      }),
    );
  });
});

function* walk(stops: Stops, first: string, key: string): Generator<string> {
  const [start = ''] = stops.keys();
  for (let id = stopFor(stops, start, first); id !== undefined; id = stopFor(stops, id, key)) yield id;
}
