import type { Chain, Observation, Rule } from '../../../sandbox/observation.ts';
import { inSubnet } from '../address.ts';
import { hostNamespace } from '../network.ts';

/** The first packet of a connection on its way through the host. What is not known matches no rule that asks for it. */
export interface ForwardedPacket {
  readonly inInterface: string;
  readonly outInterface: string | undefined;
  readonly source: string | undefined;
  readonly destination: string;
  readonly protocol: string;
  readonly port: number;
}

/** Chains may jump in a circle only in a made-up observation; the kernel refuses them. */
const DEEPEST_JUMP = 32;
/** Extensions whose matches the parsed rule holds or that narrow nothing. */
const KNOWN_MATCHES = new Set(['tcp', 'udp', 'sctp', 'conntrack', 'state', 'comment']);

/** Whether the host's FORWARD chain lets a packet pass. A rule with a match that is not understood is taken as not meant for it. */
export function isForwarded(observation: Observation, packet: ForwardedPacket): boolean {
  const host = hostNamespace(observation);
  if (host === undefined || !host.forwarding || packet.outInterface === undefined) return false;
  const filter = host.tables.find(({ name }) => name === 'filter');
  if (filter === undefined) return true;
  const chains = new Map(filter.chains.map((chain) => [chain.name, chain]));
  const forward = chains.get('FORWARD');
  const end = forward && walk({ chains, packet }, forward, 0);
  return (end ?? forward?.policy ?? 'ACCEPT') === 'ACCEPT';
}

interface Walked {
  readonly chains: ReadonlyMap<string, Chain>;
  readonly packet: ForwardedPacket;
}

/** Where the packet ends in this chain; `undefined` when it comes back out of it. */
function walk(walked: Walked, chain: Chain, depth: number): 'ACCEPT' | 'DROP' | undefined {
  for (const rule of chain.rules) {
    if (!matches(rule, walked.packet)) continue;
    if (rule.target === 'RETURN') return undefined;
    const end = endOf(rule) ?? jump(walked, rule, depth);
    if (end !== undefined) return end;
  }
  return undefined;
}

function jump(walked: Walked, { target = '' }: Rule, depth: number): 'ACCEPT' | 'DROP' | undefined {
  const chain = walked.chains.get(target);
  return chain === undefined || depth === DEEPEST_JUMP ? undefined : walk(walked, chain, depth + 1);
}

function endOf({ target }: Rule): 'ACCEPT' | 'DROP' | undefined {
  if (target === 'ACCEPT') return 'ACCEPT';
  return target === 'DROP' || target === 'REJECT' ? 'DROP' : undefined;
}

function matches(rule: Rule, packet: ForwardedPacket): boolean {
  const asks = (key: keyof Rule, isMet: (wanted: string) => boolean) => {
    const wanted = rule[key];
    return typeof wanted !== 'string' || isMet(wanted) !== rule.negated.includes(key);
  };
  return (
    asks('inInterface', (name) => isNamed(name, packet.inInterface)) &&
    asks('outInterface', (name) => isNamed(name, packet.outInterface)) &&
    asks('source', (subnet) => isWithin(packet.source, subnet)) &&
    asks('destination', (subnet) => isWithin(packet.destination, subnet)) &&
    asks('protocol', (protocol) => protocol === 'all' || protocol === packet.protocol) &&
    asks('destinationPort', (ports) => isAmong(packet.port, ports)) &&
    (rule.states === undefined || rule.states.includes('NEW') !== rule.negated.includes('states')) &&
    isUnderstood(rule)
  );
}

function isUnderstood({ spec }: Rule): boolean {
  return [...spec.matchAll(/(?:^|\s)-m (\S+)/g)].every(([, name]) => name !== undefined && KNOWN_MATCHES.has(name));
}

/** `br+` stands for every name that begins with `br`. */
function isNamed(wanted: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  return wanted.endsWith('+') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

function isWithin(address: string | undefined, subnet: string): boolean {
  const [network = '', length = '32'] = subnet.split('/');
  return address !== undefined && inSubnet(address, { address: network, prefixLength: Number(length) });
}

/** `80`, or a range such as `8000:8010`. */
function isAmong(port: number, ports: string): boolean {
  const [first, last = first] = ports.split(':').map(Number);
  return first !== undefined && last !== undefined && port >= first && port <= last;
}
