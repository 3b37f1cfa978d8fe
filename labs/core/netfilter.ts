import type { Chain, Namespace, Observation, Rule, Table } from '../../sandbox/observation.ts';
import { hostNamespace, ipv4Of, isLive, type Plug, pluggedContainers } from './network.ts';

/** A rule that is reached from where packets come in, with the chain it stands in. */
export interface PlacedRule {
  readonly table: Table['name'];
  readonly chain: string;
  readonly rule: Rule;
}

/** A container's port that the host offers: DNAT turns requests to `hostPort` into requests to `address:port`. */
export interface Publication {
  readonly hostPort: number;
  readonly address: string;
  readonly port: number;
  readonly dnat: PlacedRule;
  /** The rule that lets the turned requests pass FORWARD; absent where nothing lets them. */
  readonly accept: PlacedRule | undefined;
}

/** The rules of a table that packets entering at `hook` can meet, through any chain of jumps. */
export function rulesFrom(observation: Observation, tableName: Table['name'], hook: string): PlacedRule[] {
  const table = hostNamespace(observation)?.tables.find(({ name }) => name === tableName);
  const chains = table?.chains ?? [];
  // A set keeps its order and goes on to what is added while it is walked, and takes no chain twice.
  const reached = new Set(chains.filter(({ name }) => name === hook));
  for (const chain of reached) {
    for (const next of jumpsOf(chain, chains)) reached.add(next);
  }
  return [...reached].flatMap((chain) => chain.rules.map((rule) => ({ table: tableName, chain: chain.name, rule })));
}

function jumpsOf(chain: Chain, chains: readonly Chain[]): Chain[] {
  const targets = new Set(chain.rules.map(({ target }) => target));
  return chains.filter(({ name }) => targets.has(name));
}

/** The ports that requests from outside reach: what DNAT does to them, and what lets them through `bridgeName`. */
export function publications(observation: Observation, bridgeName: string): Publication[] {
  const accepts = rulesFrom(observation, 'filter', 'FORWARD').filter(({ rule }) => rule.target === 'ACCEPT');
  return rulesFrom(observation, 'nat', 'PREROUTING').flatMap((dnat) => {
    const turned = turn(dnat.rule);
    if (turned === undefined) return [];
    const accept = accepts.find(({ rule }) => letsIn(rule, turned, bridgeName));
    return [{ ...turned, dnat, accept }];
  });
}

/** A container on a bridge whose port requests from outside reach. */
export interface PublishedPlug {
  readonly plug: Plug;
  readonly publication: Publication;
}

/** The containers on a bridge that a rule which takes effect offers to the outside, whatever Docker says of them. */
export function publishedPlugs(observation: Observation, bridgeName: string): PublishedPlug[] {
  const plugs = pluggedContainers(observation, bridgeName).filter(isLive);
  return publications(observation, bridgeName)
    .filter(({ accept }) => accept !== undefined)
    .flatMap((publication) =>
      plugs.filter(({ inside }) => ipv4Of(inside)?.address === publication.address).map((plug) => ({ plug, publication })),
    );
}

function turn(rule: Rule): Pick<Publication, 'hostPort' | 'address' | 'port'> | undefined {
  if (rule.target !== 'DNAT' || rule.protocol !== 'tcp' || rule.source !== undefined) return undefined;
  const [address, port] = rule.toDestination?.split(':') ?? [];
  const hostPort = Number(rule.destinationPort);
  if (!address || !Number.isInteger(hostPort)) return undefined;
  return { hostPort, address, port: port === undefined ? hostPort : Number(port) };
}

function letsIn(rule: Rule, to: { address: string; port: number }, bridgeName: string): boolean {
  const out = rule.outInterface === undefined || isInterface(rule, 'outInterface', bridgeName);
  const destination = rule.destination === `${to.address}/32` || rule.destination === to.address;
  return out && destination && !rule.negated.includes('destination') && rule.destinationPort === String(to.port);
}

/** Whether a rule asks for this interface, not for any but this. */
export function isInterface(rule: Rule, side: 'inInterface' | 'outInterface', name: string): boolean {
  return rule[side] === name && !rule.negated.includes(side);
}

/** The FORWARD rules that let packets from a bridge go elsewhere, such as `-i docker0 ! -o docker0 -j ACCEPT`. */
export function outwardAccepts(observation: Observation, bridgeName: string): PlacedRule[] {
  return rulesFrom(observation, 'filter', 'FORWARD').filter(
    ({ rule }) =>
      rule.target === 'ACCEPT' && isInterface(rule, 'inInterface', bridgeName) && !isInterface(rule, 'outInterface', bridgeName),
  );
}

/** How many packets a rule has counted since the baseline. A rule that was laid anew since then counts from zero. */
export function packetsSince(baseline: Observation, { table, chain, rule }: PlacedRule): number {
  const before = hostNamespace(baseline)
    ?.tables.find(({ name }) => name === table)
    ?.chains.find(({ name }) => name === chain)
    ?.rules.find(({ spec }) => spec === rule.spec)?.packets;
  return before === undefined || before > rule.packets ? rule.packets : rule.packets - before;
}

/** How many packets an interface has sent and received since the baseline; all of them where it is new. */
export function trafficSince(before: Namespace | undefined, now: Namespace, linkIndex: number): Traffic {
  const link = now.links.find(({ index }) => index === linkIndex);
  const past = before?.links.find(({ index }) => index === linkIndex);
  return {
    sent: Math.max(0, (link?.counters.txPackets ?? 0) - (past?.counters.txPackets ?? 0)),
    received: Math.max(0, (link?.counters.rxPackets ?? 0) - (past?.counters.rxPackets ?? 0)),
  };
}

export interface Traffic {
  readonly sent: number;
  readonly received: number;
}
