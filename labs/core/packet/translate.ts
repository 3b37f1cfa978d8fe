import type { Link, Namespace } from '../../../sandbox/observation.ts';
import type { Flow } from './conntrack.ts';
import { addressFor, ipv4Addresses } from './local-addresses.ts';
import { isQuestion, moved, type Packet, type Party } from './packet.ts';
import type { Decision } from './walk-chain.ts';

/** Where NAT happens, and by which interface the packet came or goes. */
export interface NatPlace {
  readonly namespace: Namespace;
  readonly hook: 'PREROUTING' | 'INPUT' | 'OUTPUT' | 'POSTROUTING';
  readonly inLink: Link | undefined;
  readonly outLink: Link | undefined;
  readonly nextHop: string | undefined;
}

/** Destinations are turned when a packet comes, sources when it goes. */
export function turnsDestination({ hook }: Pick<NatPlace, 'hook'>): boolean {
  return hook === 'PREROUTING' || hook === 'OUTPUT';
}

/** `172.17.0.2:80`, `172.17.0.2`, `:80`; of a range, the first. */
function readTarget(text: string): { readonly address: string | undefined; readonly port: number | undefined } {
  const [address = '', port = ''] = text.split(':').map((part) => part.split('-')[0] ?? '');
  return { address: address === '' ? undefined : address, port: port === '' ? undefined : Number(port) };
}

function newDestination({ target, spec }: Decision, { destination }: Packet, place: NatPlace): Party | undefined {
  if (target === 'DNAT') {
    const { address, port } = readTarget(spec?.targetOptions.get('--to-destination')?.[0] ?? '');
    return moved(destination, address, port);
  }
  if (target !== 'REDIRECT') return destination;
  const { port } = readTarget(`:${spec?.targetOptions.get('--to-ports')?.[0] ?? ''}`);
  const own = place.inLink === undefined ? '127.0.0.1' : ipv4Addresses(place.inLink)[0]?.address;
  return own === undefined ? undefined : moved(destination, own, port);
}

function newSource({ target, spec }: Decision, { source, destination }: Packet, place: NatPlace): Party | undefined {
  if (target === 'SNAT') {
    const { address, port } = readTarget(spec?.targetOptions.get('--to-source')?.[0] ?? '');
    return moved(source, address, port);
  }
  if (target !== 'MASQUERADE') return source;
  const { namespace, outLink, nextHop = destination.address } = place;
  const own = outLink === undefined ? undefined : addressFor(namespace, outLink, nextHop);
  return own === undefined ? undefined : moved(source, own, undefined);
}

/** What a rule of the nat table makes of a connection's first packet; `undefined` where there is no address to take. */
export function translateNew(decision: Decision, packet: Packet, place: NatPlace): Packet | undefined {
  if (turnsDestination(place)) {
    const destination = newDestination(decision, packet, place);
    return destination && { ...packet, destination };
  }
  const source = newSource(decision, packet, place);
  return source && { ...packet, source };
}

/** What the connection tracking makes of all packets after it. */
export function translateKnown(flow: Flow, packet: Packet, place: NatPlace): Packet {
  const { original, translated } = flow;
  if (isQuestion(packet)) {
    return turnsDestination(place)
      ? { ...packet, destination: translated.destination }
      : { ...packet, source: translated.source };
  }
  if (packet.kind !== 'error') {
    return turnsDestination(place) ? { ...packet, destination: original.source } : { ...packet, source: original.destination };
  }
  // The message is for who sent the packet, under the names that they know.
  if (!turnsDestination(place)) return packet;
  const about = packet.about && { ...packet.about, ...original };
  return { ...packet, destination: { address: original.source.address }, ...(about === undefined ? {} : { about }) };
}
