import type { Namespace, Observation } from '../../../sandbox/observation.ts';
import { ipv4Number } from '../address.ts';
import type { LocalText } from '../local-text.ts';
import { namespaceById } from '../network.ts';
import { Conversation } from './conversation.ts';
import { findRoute } from './find-route.ts';
import { addressFor, ipv4Addresses, isLoopback } from './local-addresses.ts';
import type { Packet } from './packet.ts';
import { placeName } from './places.ts';
import { GONE, NO_ADDRESS, sayNoSource } from './say-end.ts';
import type { PacketQuestion, Walk } from './walk.ts';

/** What the kernel takes for a sender's own port; which one is chance. */
const EPHEMERAL_PORT = 40_000;
/** Connecting to no address means connecting to oneself. */
const NO_ADDRESS_AT_ALL = '0.0.0.0';

/** Follows one packet and its answer through an observation as the kernel would lead them. Changes nothing and sends nothing. */
export function followPacket(observation: Observation, question: PacketQuestion): Walk {
  const sender = namespaceById(observation, question.from);
  if (sender === undefined) return unasked(GONE);
  const address = question.to === NO_ADDRESS_AT_ALL ? '127.0.0.1' : question.to;
  if (!isAskable(question, address)) return unasked(NO_ADDRESS);
  const source = sourceFor(sender, address);
  if (source === undefined) return unasked(sayNoSource(placeName(observation, sender)));
  return new Conversation(observation).follow(sender, packetOf(question, { source, address }));
}

function isAskable({ protocol, port }: PacketQuestion, address: string): boolean {
  if (ipv4Number(address) === undefined) return false;
  return protocol === 'icmp' || (port !== undefined && Number.isInteger(port) && port > 0 && port < 65_536);
}

function unasked(reason: LocalText): Walk {
  return { hops: [], outcome: 'unreachable', reason };
}

function packetOf({ protocol, port }: PacketQuestion, { source, address }: { source: string; address: string }): Packet {
  if (protocol === 'icmp' || port === undefined) {
    return { kind: 'echo-request', source: { address: source }, destination: { address } };
  }
  return { kind: 'syn', source: { address: source, port: EPHEMERAL_PORT }, destination: { address, port } };
}

/** The address that the kernel sends from. Where there is no way at all it does not matter which. */
function sourceFor(sender: Namespace, destination: string): string | undefined {
  const answer = findRoute({ namespace: sender, destination });
  if (answer.kind === 'local') return isLoopback(answer.link) ? ipv4Addresses(answer.link)[0]?.address : destination;
  if (answer.kind !== 'via') return NO_ADDRESS_AT_ALL;
  return answer.route.source ?? addressFor(sender, answer.link, answer.nextHop);
}
