import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../../../labs/core/picture/changes.ts';
import type { Picture } from '../../../../labs/core/picture/picture.ts';
import { pictureOf } from '../../../../labs/core/picture/picture-of.ts';
import { type Scene, scene } from '../../scenes.ts';

function between(before: Scene, after: Scene) {
  const [past, now] = [pictureOf(scene(before)), pictureOf(scene(after))];
  return { past, now, changes: changesBetween(past, now) };
}

function id(picture: Picture, place: string, name: string): string {
  const found = picture.places.find((each) => each.name === place)?.interfaces.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name} in ${place}`);
  return found.id;
}

describe('Changes between two pictures', () => {
  test('are none where nothing has changed', () => {
    const { changes } = between('fresh-machine', 'fresh-machine');
    expect(changes).toEqual({
      came: new Set(),
      gone: new Set(),
      altered: new Set(),
      traffic: new Map(),
      passages: [],
      counted: new Map(),
    });
  });

  test('tell what came with a container: its place, both ends of its cable, the cable; and that docker0 has woken', () => {
    const { past, now, changes } = between('fresh-machine', 'nginx-default-bridge');
    const wire = now.wires.find(({ ends }) => ends.includes(id(now, 'web', 'eth0')));
    const loopback = id(now, 'web', 'lo');
    const place = now.places.find(({ name }) => name === 'web')?.id;
    expect(changes.came).toEqual(new Set([place, wire?.id, loopback, ...(wire?.ends ?? [])]));
    expect(changes.gone).toEqual(new Set());
    expect(changes.altered).toEqual(new Set([id(past, 'host', 'docker0')]));
  });

  test('tell the same backwards as what is gone', () => {
    const there = between('fresh-machine', 'nginx-default-bridge').changes;
    expect(between('nginx-default-bridge', 'fresh-machine').changes.gone).toEqual(there.came);
  });

  test('show a request from outside on its way to the container and back, and the rule that turned it', () => {
    const { now, changes } = between('nginx-unpublished-exporter-published-8080', 'after-client-curl-8080');
    const [client, outer] = [id(now, 'client', 'eth0'), id(now, 'host', 'eth0')];
    const inner = id(now, 'exporter', 'eth0');
    const plug = now.places.flatMap(({ interfaces }) => interfaces).find(({ peer }) => peer === inner)?.id;
    const ways = changes.passages.map(({ from, to }) => [from, to]);
    expect(ways).toEqual(
      expect.arrayContaining([
        [client, outer],
        [outer, client],
        [plug, inner],
        [inner, plug],
      ]),
    );
    expect(changes.passages.find(({ from }) => from === client)).toMatchObject({ packets: 55 });
    expect(changes.traffic.get(id(now, 'host', 'docker0'))).toEqual({ sent: 55, received: 49 });
    expect([...changes.counted]).toEqual([[now.publications[0]?.id, 3]]);
    expect(changes.altered).toEqual(new Set());
  });

  test('mark a veth that was pulled out as altered, and nothing else', () => {
    const { past, changes } = between('two-containers-after-ping', 'veth-detached-from-docker0');
    const [pulled, ...others] = [...changes.altered];
    expect(others).toEqual([]);
    expect(past.places.flatMap(({ interfaces }) => interfaces).find((each) => each.id === pulled)?.kind).toBe('veth');
    expect([changes.came.size, changes.gone.size]).toEqual([0, 0]);
  });

  test('take a counter that has been set back as one that starts anew', () => {
    const { past, now } = between('fresh-machine', 'after-client-curl-8080');
    const higher = now.publications.map((each) => ({ ...each, rule: { ...each.rule, packets: 1000 } }));
    const { counted, traffic } = changesBetween({ ...now, publications: higher }, now);
    expect([...counted.values()]).toEqual([3]);
    expect(traffic.size).toBe(0);
    expect(changesBetween(now, past).passages).toEqual([]);
  });
});
