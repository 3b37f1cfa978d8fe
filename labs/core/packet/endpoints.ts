import type { Link, Namespace, Observation } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import { rulesFrom } from '../netfilter.ts';
import { clientNamespace, containersIn, hostNamespace } from '../network.ts';
import { shownName } from '../wording.ts';
import { ipv4Addresses, isLoopback, isLoopbackAddress } from './local-addresses.ts';
import type { PacketQuestion } from './walk.ts';

/** A network namespace that a packet may be sent from. */
export interface Sender {
  readonly namespaceId: string;
  readonly role: Namespace['role'];
  readonly name: LocalText;
}

export type TargetKind = 'published' | 'service' | 'gateway' | 'address';

/** Something worth sending a packet to; what is to be added is who sends it. */
export interface Target extends Pick<PacketQuestion, 'to' | 'protocol' | 'port'> {
  /** `published`: a host's port that DNAT turns. `service`: a socket that listens. `gateway`: of a default route. `address`: by ping. */
  readonly kind: TargetKind;
  /** Who has the address. */
  readonly namespaceId: string;
  readonly name: LocalText;
}

export interface Endpoints {
  readonly senders: readonly Sender[];
  readonly targets: readonly Target[];
}

/** Longer lists help nobody to choose. */
const MOST_TARGETS = 200;
const ANY: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Who may send, and what is worth sending to: nobody has to choose among these, any IPv4 address can be asked for. */
export function endpoints(observation: Observation): Endpoints {
  const senders = observation.namespaces.map((namespace) => ({
    namespaceId: namespace.id,
    role: namespace.role,
    name: nameOf(observation, namespace),
  }));
  const targets: readonly Target[] = [
    ...publishedTargets(observation),
    ...observation.namespaces.flatMap((namespace) => ownTargets(observation, namespace)),
  ];
  // Of two names for one thing the first is kept, at its place.
  const unique = new Map<string, Target>();
  for (const target of targets) {
    const key = `${target.to} ${target.protocol} ${target.port}`;
    if (!unique.has(key)) unique.set(key, target);
  }
  return { senders, targets: [...unique.values()].slice(0, MOST_TARGETS) };
}

function nameOf(observation: Observation, namespace: Namespace): LocalText {
  if (namespace.role === 'host') return { en: 'Host', ko: '호스트' };
  if (namespace.role === 'client') return { en: 'Client', ko: '클라이언트' };
  const names = containersIn(observation, namespace).map(({ name }) => name);
  const shown = shownName((names.length > 0 ? names : namespace.names).join(', ') || namespace.id);
  return { en: shown, ko: shown };
}

/** The address by which the outside knows the host. */
function outerAddresses(observation: Observation): string[] {
  const host = hostNamespace(observation);
  const client = clientNamespace(observation)?.id;
  const outer = host?.links.filter(({ peer }) => client !== undefined && peer?.namespaceId === client) ?? [];
  return outer.flatMap(ipv4Addresses).map(({ address }) => address);
}

function publishedTargets(observation: Observation): Target[] {
  const host = hostNamespace(observation);
  if (host === undefined) return [];
  const ports = rulesFrom(observation, 'nat', 'PREROUTING')
    .filter(({ rule }) => rule.target === 'DNAT' && rule.protocol === 'tcp')
    .map(({ rule }) => Number(rule.destinationPort))
    .filter((port) => Number.isInteger(port) && port > 0);
  const place = { kind: 'published', namespaceId: host.id, name: nameOf(observation, host) } as const;
  return outerAddresses(observation).flatMap((to) => ports.map((port) => ({ ...place, to, protocol: 'tcp', port })));
}

function ownTargets(observation: Observation, namespace: Namespace): Target[] {
  const place = { namespaceId: namespace.id, name: nameOf(observation, namespace) };
  const links = namespace.links.filter((link) => !isLoopback(link));
  return links.flatMap((link) =>
    ipv4Addresses(link).flatMap(({ address }): Target[] => [
      ...tcpPorts(namespace, address).map((port) => ({
        ...place,
        kind: 'service' as const,
        to: address,
        protocol: 'tcp' as const,
        port,
      })),
      { ...place, kind: isGateway(observation, address, link) ? 'gateway' : 'address', to: address, protocol: 'icmp' },
    ]),
  );
}

/** What listens at an address. One that listens on the loopback alone is worth trying as well: it shows why that fails. */
function tcpPorts({ listening }: Namespace, address: string): number[] {
  const reachable = listening.filter(
    (socket) =>
      socket.protocol === 'tcp' && (ANY.has(socket.address) || socket.address === address || isLoopbackAddress(socket.address)),
  );
  return [...new Set(reachable.map(({ port }) => port))].sort((one, other) => one - other);
}

function isGateway({ namespaces }: Observation, address: string, { kind }: Link): boolean {
  return kind === 'bridge' && namespaces.some(({ routes }) => routes.some(({ gateway }) => gateway === address));
}
