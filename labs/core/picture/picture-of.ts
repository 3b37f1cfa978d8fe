import type { Container, Namespace, Observation } from '../../../sandbox/observation.ts';
import { formatAddress } from '../address.ts';
import { DEFAULT_BRIDGE } from '../default-bridge.ts';
import { networkOfBridge, runningContainers } from '../network.ts';
import { shownName } from '../wording.ts';
import { interfaceId, wireEnds } from './ids.ts';
import type { Interface, InterfaceKind, Picture, Place, PlaceKind, Wire } from './picture.ts';
import { publishedPorts } from './published-ports.ts';
import type { SeenLink } from './seen-link.ts';
import { troubleOf } from './trouble.ts';

/** Programs that hold a container's namespace while, or before, its own one runs: their names say nothing of it. */
const HOLDERS = new Set(['runc', 'containerd-shim', 'docker-init', 'tini', 'pause', 'sh', 'bash', 'sleep']);
const ROLE_ORDER = ['client', 'host', 'container', 'namespace'];

/** What the map shows of an observation. Every text in it that the machine gives is printable, on one line and not too long. */
export function pictureOf(observation: Observation): Picture {
  const residents = Map.groupBy(runningContainers(observation), ({ namespaceId }) => namespaceId);
  const links = seenLinks(observation);
  const inPlace = Map.groupBy(links.values(), ({ namespace }) => namespace);
  const places = observation.namespaces.map((namespace) => ({
    ...placeOf(namespace, residents.get(namespace.id) ?? []),
    interfaces: (inPlace.get(namespace) ?? []).map((seen) => interfaceOf(seen, observation)),
  }));
  return {
    places: places.toSorted((one, other) => ROLE_ORDER.indexOf(one.kind) - ROLE_ORDER.indexOf(other.kind)),
    wires: wiresOf(links),
    publications: publishedPorts(observation, ownersOf(places)),
    isDockerSilent: observation.docker.state !== 'running',
    isTruncated: observation.truncated,
  };
}

/** Every link once, by its id in the picture. */
function seenLinks({ namespaces }: Observation): ReadonlyMap<string, SeenLink> {
  const all = new Map<string, Omit<SeenLink, 'peer'>>();
  for (const namespace of namespaces) {
    for (const link of namespace.links) {
      const id = interfaceId(namespace.id, link.index);
      if (!all.has(id)) all.set(id, { namespace, link });
    }
  }
  return new Map([...all].map(([id, seen]) => [id, { ...seen, peer: otherEnd(all, id) }]));
}

function otherEnd(all: ReadonlyMap<string, Omit<SeenLink, 'peer'>>, id: string): SeenLink['peer'] {
  const link = all.get(id)?.link;
  if (link?.kind !== 'veth' || link.peer === undefined) return undefined;
  const peerId = interfaceId(link.peer.namespaceId, link.peer.index);
  const peer = all.get(peerId);
  return peerId !== id && peer?.link.kind === 'veth' ? peer : undefined;
}

function placeOf(namespace: Namespace, containers: readonly Container[]): Omit<Place, 'interfaces'> {
  const kind = kindOf(namespace, containers.length > 0);
  return {
    id: namespace.id,
    kind,
    name: kind === 'host' || kind === 'client' ? kind : shownName(nameOf(namespace, containers)),
    containers: containers.map(({ id, name, image }) => ({ id, name: shownName(name), image: shownName(image) })),
  };
}

function kindOf({ role }: Namespace, hasContainers: boolean): PlaceKind {
  if (role === 'host' || role === 'client') return role;
  return hasContainers || role === 'container' ? 'container' : 'namespace';
}

/** Docker's name comes first; while Docker is silent, what runs there tells a person which container it was. */
function nameOf({ id, names, processes }: Namespace, containers: readonly Container[]): string {
  const program = processes
    .map(({ command }) => (command.split(/[\s:]/, 1)[0] ?? '').replace(/^.*\//, ''))
    .find((name) => name !== '' && !HOLDERS.has(name));
  return containers[0]?.name ?? names[0] ?? program ?? `net:[${id}]`;
}

function interfaceOf(seen: SeenLink, observation: Observation): Interface {
  const { namespace, link, peer } = seen;
  const master = link.master === undefined ? undefined : namespace.links.find(({ index }) => index === link.master);
  const families = ['inet', 'inet6'].map((family) => link.addresses.filter((address) => address.family === family));
  return {
    id: interfaceId(namespace.id, link.index),
    index: link.index,
    name: shownName(link.name),
    kind: interfaceKind(link.kind),
    kernelKind: shownName(link.kind),
    addresses: families.flat().map((address) => shownName(formatAddress(address))),
    mac: link.mac === undefined ? undefined : shownName(link.mac),
    isUp: link.up,
    hasCarrier: link.carrier,
    bridge: master?.kind === 'bridge' ? interfaceId(namespace.id, master.index) : undefined,
    peer: peer && interfaceId(peer.namespace.id, peer.link.index),
    rxPackets: link.counters.rxPackets,
    txPackets: link.counters.txPackets,
    dockerNetwork: dockerNetworkOf(seen, observation),
    trouble: troubleOf(seen, observation.truncated),
  };
}

function dockerNetworkOf({ namespace, link }: SeenLink, observation: Observation): string | undefined {
  if (namespace.role !== 'host' || link.kind !== 'bridge' || link.name === DEFAULT_BRIDGE) return undefined;
  const network = networkOfBridge(observation, link.name);
  return network && shownName(network.name);
}

function interfaceKind(kind: string): InterfaceKind {
  return kind === 'bridge' || kind === 'veth' || kind === 'loopback' ? kind : 'other';
}

function wiresOf(links: ReadonlyMap<string, SeenLink>): Wire[] {
  const wires = new Map<string, Wire>();
  for (const [id, { link, peer }] of links) {
    if (peer === undefined) continue;
    const ends = wireEnds(id, interfaceId(peer.namespace.id, peer.link.index));
    if (!wires.has(ends.id)) wires.set(ends.id, { ...ends, isLive: link.up && peer.link.up });
  }
  return [...wires.values()];
}

/** Who has an address, without its prefix length; the host's own and the client's are nobody's to publish. */
function ownersOf(places: readonly Place[]): ReadonlyMap<string, string> {
  const others = places.filter(({ kind }) => kind !== 'host' && kind !== 'client').flatMap(({ interfaces }) => interfaces);
  return new Map(others.flatMap(({ id, addresses }) => addresses.map((address) => [address.split('/')[0] ?? '', id])));
}
