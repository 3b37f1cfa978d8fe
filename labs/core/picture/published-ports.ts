import type { Observation, Rule } from '../../../sandbox/observation.ts';
import { inSubnet, ipv4Number } from '../address.ts';
import { type PlacedRule, rulesFrom } from '../netfilter.ts';
import { clientNamespace, hostNamespace, ipv4Of } from '../network.ts';
import { shownText } from '../wording.ts';
import { type ForwardedPacket, isForwarded } from './forwarding.ts';
import { hostAddressOf, publicationId } from './ids.ts';
import type { PublishedPort } from './picture.ts';

/** A rule's text may hold a comment of any length. */
const LONGEST_SPEC = 200;

/** The ports that DNAT rules turn to other addresses, each once, in the order in which packets meet the rules. `owners` tells who has an address. */
export function publishedPorts(observation: Observation, owners: ReadonlyMap<string, string>): PublishedPort[] {
  const ports = new Map<string, PublishedPort>();
  for (const placed of rulesFrom(observation, 'nat', 'PREROUTING')) {
    const turned = turn(placed.rule);
    if (turned === undefined) continue;
    const { address } = turned;
    const id = publicationId(turned, placed.rule);
    if (ports.has(id)) continue;
    ports.set(id, {
      id,
      ...turned,
      target: owners.get(address),
      rule: shownRule(placed),
      isLetThrough: isForwarded(observation, packetTo(observation, turned)),
    });
  }
  return [...ports.values()];
}

type Turned = Pick<PublishedPort, 'protocol' | 'hostPort' | 'hostAddress' | 'address' | 'port'>;

function turn(rule: Rule): Turned | undefined {
  if (rule.target !== 'DNAT' || rule.negated.includes('destination') || rule.negated.includes('destinationPort'))
    return undefined;
  const { protocol } = rule;
  const [address, port] = rule.toDestination?.split(':') ?? [];
  const hostPort = Number(rule.destinationPort);
  const innerPort = port === undefined ? hostPort : Number(port);
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') return undefined;
  if (address === undefined || ipv4Number(address) === undefined || !isPort(hostPort) || !isPort(innerPort)) return undefined;
  return { protocol, hostPort, hostAddress: hostAddressOf(rule), address, port: innerPort };
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number < 65_536;
}

function shownRule({ table, chain, rule }: PlacedRule): PublishedPort['rule'] {
  return { table, chain: shownText(chain, LONGEST_SPEC), spec: shownText(rule.spec, LONGEST_SPEC), packets: rule.packets };
}

/** The first packet of a request from outside, as FORWARD meets it after DNAT. */
function packetTo(observation: Observation, { protocol, address, port }: Turned): ForwardedPacket {
  const host = hostNamespace(observation);
  const client = clientNamespace(observation);
  const way = host?.links.find((link) => link.addresses.some((own) => own.family === 'inet' && inSubnet(address, own)));
  const outward = host?.links.find((link) => link.peer !== undefined && link.peer.namespaceId === client?.id);
  const source = client?.links.map(ipv4Of).find((own) => own !== undefined && !own.address.startsWith('127.'));
  return {
    inInterface: outward?.name ?? 'eth0',
    outInterface: way?.name,
    source: source?.address,
    destination: address,
    protocol,
    port,
  };
}
