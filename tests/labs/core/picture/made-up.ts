import fc from 'fast-check';
import type { Layout } from '../../../../labs/core/picture/layout.ts';
import type { Box } from '../../../../labs/core/picture/layout-boxes.ts';
import type { Interface, Picture, Place, PublishedPort } from '../../../../labs/core/picture/picture.ts';

/** A machine in few words. Numbers name things, so that two machines can have some in common. */
export interface Machine {
  readonly bridges: readonly number[];
  /** Each with the bridges it is plugged into; a number without a bridge is a plug that has been pulled out. */
  readonly containers: readonly { readonly number: number; readonly plugs: readonly number[] }[];
  /** veth pairs that lie in the host with both ends. */
  readonly pairs: readonly number[];
  readonly dummies: readonly number[];
  /** Containers of which a port is published. */
  readonly published: readonly number[];
  readonly hasClient: boolean;
}

const PLAIN: Pick<
  Interface,
  'kernelKind' | 'addresses' | 'mac' | 'isUp' | 'hasCarrier' | 'rxPackets' | 'txPackets' | 'dockerNetwork' | 'trouble'
> = {
  kernelKind: '',
  addresses: [],
  mac: undefined,
  isUp: true,
  hasCarrier: true,
  rxPackets: 0,
  txPackets: 0,
  dockerNetwork: undefined,
  trouble: undefined,
};

export function drawn(machine: Machine): Picture {
  const host: Interface[] = [
    link('host/1', 'loopback'),
    link('host/2', 'veth', { peer: machine.hasClient ? 'client/2' : undefined }),
  ];
  host.push(...machine.bridges.map((number) => link(`host/bridge${number}`, 'bridge')));
  const wires = machine.hasClient ? [['client/2', 'host/2']] : [];
  const places = machine.containers.map(({ number, plugs }): Place => {
    const ends = plugs.map((bridge, at) => [`container${number}/${at}`, `host/${number}-${at}`, `host/bridge${bridge}`] as const);
    for (const [inside, outside, bridge] of ends) {
      const isThere = host.some(({ id }) => id === bridge);
      host.push(link(outside, 'veth', { peer: inside, bridge: isThere ? bridge : undefined }));
      wires.push([inside, outside]);
    }
    const interfaces = ends.map(([inside, outside]) => link(inside, 'veth', { peer: outside }));
    return {
      ...place(`container${number}`, 'container'),
      interfaces: [link(`container${number}/lo`, 'loopback'), ...interfaces],
    };
  });
  for (const number of machine.pairs) {
    const [one, other] = [`host/pair${number}`, `host/riap${number}`];
    host.push(link(one, 'veth', { peer: other }), link(other, 'veth', { peer: one }));
    wires.push([one, other]);
  }
  host.push(...machine.dummies.map((number) => link(`host/dummy${number}`, 'other')));
  const client = { ...place('client', 'client'), interfaces: [link('client/2', 'veth', { peer: 'host/2' })] };
  return {
    places: [...(machine.hasClient ? [client] : []), { ...place('host', 'host'), interfaces: host }, ...places],
    wires: wires.map(([one = '', other = '']) => ({ id: `${one}~${other}`, ends: [one, other], isLive: true })),
    publications: machine.published.map(publication),
    isDockerSilent: false,
    isTruncated: false,
  };
}

function place(id: string, kind: Place['kind']): Omit<Place, 'interfaces'> {
  return { id, kind, name: id, containers: [] };
}

function link(id: string, kind: Interface['kind'], more: Partial<Interface> = {}): Interface {
  return { ...PLAIN, id, index: 1, name: id, kind, bridge: undefined, peer: undefined, ...more };
}

function publication(number: number): PublishedPort {
  const rule = { table: 'nat', chain: 'DOCKER', spec: '', packets: 0 };
  const target = `container${number}/0`;
  return {
    id: `port${number}`,
    protocol: 'tcp',
    hostPort: 80,
    hostAddress: undefined,
    address: '',
    port: 80,
    target,
    rule,
    isLetThrough: true,
  };
}

const some = (most: number, maxLength: number) => fc.uniqueArray(fc.integer({ min: 0, max: most }), { maxLength });

/** Machines that have much in common: never more than fit without moving others. */
export const machines: fc.Arbitrary<Machine> = fc.record({
  bridges: some(2, 3),
  containers: fc
    .uniqueArray(fc.record({ number: fc.integer({ min: 0, max: 6 }), plugs: some(2, 3) }), {
      maxLength: 6,
      selector: ({ number }) => number,
    })
    .map((all) => all.map(({ number, plugs }) => ({ number, plugs: number % 2 === 0 ? plugs.slice(0, 1) : plugs }))),
  pairs: some(2, 2),
  dummies: some(3, 3),
  published: some(3, 3),
  hasClient: fc.constant(true),
});

/** Machines of every size. */
export const bigMachines: fc.Arbitrary<Machine> = fc.record({
  bridges: some(20, 16),
  containers: fc.uniqueArray(fc.record({ number: fc.integer({ min: 0, max: 60 }), plugs: some(20, 5) }), {
    maxLength: 50,
    selector: ({ number }) => number,
  }),
  pairs: some(40, 30),
  dummies: some(40, 30),
  published: some(60, 40),
  hasClient: fc.boolean(),
});

/** The pairs of boxes that lie on each other. */
export function overlaps(boxes: ReadonlyMap<string, Box>): string[] {
  const all = [...boxes];
  return all.flatMap(([id, box], at) =>
    all.slice(at + 1).flatMap(([otherId, other]) => (overlap(box, other) ? [`${id} on ${otherId}`] : [])),
  );
}

export function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
  );
}

export function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The corners of what both layouts hold: where it was and where it is. */
export function kept(before: Layout, after: Layout, part: 'places' | 'interfaces') {
  const both = [...before[part].keys()].filter((id) => after[part].has(id));
  const cornersIn = (layout: Layout) =>
    Object.fromEntries(both.map((id) => [id, [layout[part].get(id)?.x, layout[part].get(id)?.y]]));
  return { was: cornersIn(before), is: cornersIn(after) };
}

/** Places that had no cable in a bridge and have one now: they move to that bridge. */
export function newlyPlugged(before: Picture, after: Picture): Set<string> {
  const past = pluggedPlaces(before);
  return new Set([...pluggedPlaces(after)].filter((id) => !past.has(id)));
}

function pluggedPlaces({ places }: Picture): Set<string> {
  const host = places.find(({ kind }) => kind === 'host');
  const peers = host?.interfaces.flatMap(({ bridge, peer }) => (bridge === undefined ? [] : (peer ?? []))) ?? [];
  return new Set(peers.map((id) => id.slice(0, id.lastIndexOf('/'))));
}

/** As an observation is that was made before these places were seen. */
export function withoutPlaces(picture: Picture, unseen: ReadonlySet<string>): Picture {
  const places = picture.places.filter(({ id }) => !unseen.has(id));
  const ends = new Set(places.flatMap(({ interfaces }) => interfaces.map(({ id }) => id)));
  const cut = ({ peer, ...each }: Interface) => ({ ...each, peer: peer !== undefined && ends.has(peer) ? peer : undefined });
  const wires = picture.wires.filter((wire) => wire.ends.every((end) => ends.has(end)));
  return { ...picture, places: places.map((place) => ({ ...place, interfaces: place.interfaces.map(cut) })), wires };
}
