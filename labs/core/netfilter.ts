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
  const chains = new Map(table?.chains.map((chain) => [chain.name, chain]));
  // A set keeps its order and goes on to what is added while it is walked, and takes no chain twice.
  const reached = new Set(present([chains.get(hook)]));
  for (const chain of reached) {
    const targets = new Set(chain.rules.map(({ target }) => target ?? ''));
    for (const next of present([...targets].map((target) => chains.get(target)))) reached.add(next);
  }
  return [...reached].flatMap((chain) => chain.rules.map((rule) => ({ table: tableName, chain: chain.name, rule })));
}

function present(chains: readonly (Chain | undefined)[]): Chain[] {
  return chains.filter((chain) => chain !== undefined);
}

/** The ports that requests from outside reach: what DNAT does to them, and what lets them through `bridgeName`. */
export function publications(observation: Observation, bridgeName: string): Publication[] {
  const accepts = new Map<string, PlacedRule>();
  for (const placed of rulesFrom(observation, 'filter', 'FORWARD')) {
    const opened = opens(placed.rule, bridgeName);
    if (opened !== undefined && !accepts.has(opened)) accepts.set(opened, placed);
  }
  return rulesFrom(observation, 'nat', 'PREROUTING').flatMap((dnat) => {
    const turned = turn(dnat.rule);
    return turned ? [{ ...turned, dnat, accept: accepts.get(`${turned.address}:${turned.port}`) }] : [];
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
  const byAddress = Map.groupBy(plugs, ({ inside }) => ipv4Of(inside)?.address);
  return publications(observation, bridgeName)
    .filter(({ accept }) => accept !== undefined)
    .flatMap((publication) => (byAddress.get(publication.address) ?? []).map((plug) => ({ plug, publication })));
}

function turn(rule: Rule): Pick<Publication, 'hostPort' | 'address' | 'port'> | undefined {
  if (rule.target !== 'DNAT' || rule.protocol !== 'tcp' || rule.source !== undefined) return undefined;
  const [address, port] = rule.toDestination?.split(':') ?? [];
  const hostPort = Number(rule.destinationPort);
  if (!address || !Number.isInteger(hostPort)) return undefined;
  return { hostPort, address, port: port === undefined ? hostPort : Number(port) };
}

/** The `address:port` that an ACCEPT rule opens to packets leaving by a bridge. */
function opens(rule: Rule, bridgeName: string): string | undefined {
  const out = rule.outInterface === undefined || isInterface(rule, 'outInterface', bridgeName);
  if (rule.target !== 'ACCEPT' || !out || rule.negated.includes('destination')) return undefined;
  if (rule.destination === undefined || rule.destinationPort === undefined) return undefined;
  return `${rule.destination.replace(/\/32$/, '')}:${rule.destinationPort}`;
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

/**
 * How many packets a rule has counted since the baseline. A rule that was laid anew since then counts from zero. A rule can
 * be laid with any count, so of what it says no more is taken than what interfaces have `carried`, which nobody can set.
 */
export function packetsSince(baseline: Observation, placed: PlacedRule, carried = Number.POSITIVE_INFINITY): number {
  const before = countsOf(baseline).get(keyOf(placed)) ?? 0;
  const now = placed.rule.packets;
  return Math.min(before > now ? now : now - before, carried);
}

/** A baseline is asked for the counters of many rules, by each judgement of a step. */
const COUNTS = new WeakMap<Observation, ReadonlyMap<string, number>>();

function countsOf(observation: Observation): ReadonlyMap<string, number> {
  const known = COUNTS.get(observation);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const { name: table, chains } of hostNamespace(observation)?.tables ?? []) {
    for (const { name: chain, rules } of chains) {
      for (const rule of rules) counts.set(keyOf({ table, chain, rule }), rule.packets);
    }
  }
  COUNTS.set(observation, counts);
  return counts;
}

function keyOf({ table, chain, rule }: PlacedRule): string {
  return `${table} ${chain} ${rule.spec}`;
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

/** What the host has exchanged with the outside since the baseline, by interfaces that are no bridge, no port of one and not `lo`. */
export function outsideTraffic(baseline: Observation, observation: Observation): Traffic {
  const host = hostNamespace(observation);
  const links = host?.links.filter(({ kind, master }) => kind !== 'loopback' && kind !== 'bridge' && master === undefined) ?? [];
  const total = { sent: 0, received: 0 };
  for (const { index } of links) {
    const { sent, received } = hostTraffic(baseline, observation, index);
    total.sent += sent;
    total.received += received;
  }
  return total;
}

/** What one interface of the host has carried since the baseline. */
export function hostTraffic(baseline: Observation, observation: Observation, linkIndex: number): Traffic {
  const host = hostNamespace(observation);
  return host === undefined ? { sent: 0, received: 0 } : trafficSince(hostNamespace(baseline), host, linkIndex);
}

export interface Traffic {
  readonly sent: number;
  readonly received: number;
}
