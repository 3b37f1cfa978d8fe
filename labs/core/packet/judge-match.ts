import { inSubnet, ipv4Number } from '../address.ts';
import { isTcp, type Packet, type Party } from './packet.ts';
import type { Match } from './read-spec.ts';

/** What a rule may look at: the packet, where it is, and what the connection tracking makes of it. */
export interface Scene {
  readonly packet: Packet;
  readonly inInterface?: string;
  readonly outInterface?: string;
  /** `NEW`, `ESTABLISHED`, `RELATED`, `INVALID`, and `DNAT` or `SNAT` where it is translated. */
  readonly states: readonly string[];
  addressType(address: string): 'LOCAL' | 'BROADCAST' | 'MULTICAST' | 'UNICAST';
}

/** Whether a condition holds, before its negation; `undefined` where the model does not know it. */
type Judge = (values: readonly string[], scene: Scene) => boolean | undefined;

const KNOWN_MODULES: ReadonlySet<string> = new Set([
  ...['tcp', 'udp', 'icmp', 'comment', 'conntrack', 'state', 'addrtype', 'multiport', 'iprange'],
]);

const PROTOCOL_NUMBERS: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['0', 'all'],
]);

const ICMP_TYPES: ReadonlyMap<string, string> = new Map([
  ['echo-reply', '0'],
  ['pong', '0'],
  ['destination-unreachable', '3'],
  ['echo-request', '8'],
  ['ping', '8'],
]);
const ICMP_TYPE_OF: Partial<Record<Packet['kind'], string>> = { 'echo-request': '8', 'echo-reply': '0', error: '3' };

const TCP_FLAGS_OF: Partial<Record<Packet['kind'], readonly string[]>> = {
  syn: ['SYN'],
  'syn-ack': ['SYN', 'ACK'],
  reset: ['RST', 'ACK'],
};

/** `eth0`, or `br-+` for all that begin so. Without an interface on that side, only `+` alone fits. */
function isNamed(pattern: string, name: string | undefined): boolean {
  return pattern.endsWith('+') ? (name ?? '').startsWith(pattern.slice(0, -1)) : name === pattern;
}

function isIn(network: string, address: string): boolean | undefined {
  const [base = '', length = '32'] = network.split('/');
  const prefixLength = Number(length);
  return Number.isInteger(prefixLength) ? inSubnet(address, { address: base, prefixLength }) : undefined;
}

function isInRange(range: string, address: string): boolean {
  const [from, to = from] = range.split('-').map((end) => ipv4Number(end) ?? Number.NaN);
  const number = ipv4Number(address) ?? Number.NaN;
  return from !== undefined && to !== undefined && from <= number && number <= to;
}

/** `80`, `8000:8080`, `80,443,8000:8080`. */
function isPort(list: string, { port }: Party): boolean {
  if (port === undefined) return false;
  return list.split(',').some((item) => {
    const [from = '', to = from] = item.split(':');
    return Number(from) <= port && port <= Number(to === '' ? 65_535 : to);
  });
}

function isProtocol(name: string, packet: Packet): boolean {
  const protocol = PROTOCOL_NUMBERS.get(name) ?? name;
  return protocol === 'all' || protocol === (isTcp(packet) ? 'tcp' : 'icmp');
}

function isIcmpType(name: string, { kind }: Packet): boolean | undefined {
  const [type = '', code] = name.split('/');
  const number = ICMP_TYPES.get(type) ?? type;
  if (number === 'any' || number === '255') return true;
  if (!/^\d+$/.test(number)) return undefined;
  return number === ICMP_TYPE_OF[kind] && (code === undefined || code === '0');
}

function hasFlags([looked = '', set = '']: readonly string[], { kind }: Packet): boolean {
  const flags = TCP_FLAGS_OF[kind] ?? [];
  const wanted = new Set(set.split(','));
  return looked.split(',').every((flag) => flags.includes(flag) === (wanted.has(flag) || wanted.has('ALL')));
}

function overlaps(list: string, having: readonly string[]): boolean {
  return list.split(',').some((item) => having.includes(item));
}

const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['-m', ([name = '']) => (KNOWN_MODULES.has(name) ? true : undefined)],
  ['--comment', () => true],
  ['-i', ([pattern = ''], { inInterface }) => isNamed(pattern, inInterface)],
  ['-o', ([pattern = ''], { outInterface }) => isNamed(pattern, outInterface)],
  ['-s', ([network = ''], { packet }) => isIn(network, packet.source.address)],
  ['-d', ([network = ''], { packet }) => isIn(network, packet.destination.address)],
  ['-p', ([name = ''], { packet }) => isProtocol(name, packet)],
  ['--sport', ([list = ''], { packet }) => isPort(list, packet.source)],
  ['--sports', ([list = ''], { packet }) => isPort(list, packet.source)],
  ['--dport', ([list = ''], { packet }) => isPort(list, packet.destination)],
  ['--dports', ([list = ''], { packet }) => isPort(list, packet.destination)],
  ['--ports', ([list = ''], { packet }) => isPort(list, packet.source) || isPort(list, packet.destination)],
  ['--ctstate', ([list = ''], { states }) => overlaps(list, states)],
  ['--state', ([list = ''], { states }) => overlaps(list, states)],
  ['--src-type', ([list = ''], scene) => overlaps(list, [scene.addressType(scene.packet.source.address)])],
  ['--dst-type', ([list = ''], scene) => overlaps(list, [scene.addressType(scene.packet.destination.address)])],
  ['--icmp-type', ([name = ''], { packet }) => isIcmpType(name, packet)],
  ['--tcp-flags', (values, { packet }) => hasFlags(values, packet)],
  ['--src-range', ([range = ''], { packet }) => isInRange(range, packet.source.address)],
  ['--dst-range', ([range = ''], { packet }) => isInRange(range, packet.destination.address)],
]);

/** Whether one condition of a rule holds; `undefined` where the model cannot say. */
export function judgeMatch({ option, values, isNegated }: Match, scene: Scene): boolean | undefined {
  const holds = JUDGES.get(option)?.(values, scene);
  return holds === undefined ? undefined : holds !== isNegated;
}

/** Whether all of them hold. One that surely does not outweighs those that cannot be judged. */
export function judgeMatches(matches: readonly Match[], scene: Scene): boolean | undefined {
  const judged = matches.map((match) => judgeMatch(match, scene));
  if (judged.includes(false)) return false;
  return judged.includes(undefined) ? undefined : true;
}
