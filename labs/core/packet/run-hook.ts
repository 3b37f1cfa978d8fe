import type { Link, Namespace, Table } from '../../../sandbox/observation.ts';
import { type Conntrack, type Flow, statesOf } from './conntrack.ts';
import type { Scene } from './judge-match.ts';
import { addressType } from './local-addresses.ts';
import { isQuestion, isSameParty, type Packet } from './packet.ts';
import { type NatPlace, translateKnown, translateNew, turnsDestination } from './translate.ts';
import { type ChainResult, type Decision, type PlacedUnjudged, walkChain } from './walk-chain.ts';

export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

/** A packet at one of netfilter's hooks. */
export interface HookPlace {
  readonly namespace: Namespace;
  readonly hook: Hook;
  readonly packet: Packet;
  readonly inLink?: Link;
  readonly outLink?: Link;
  readonly nextHop?: string;
}

/** What happened there, in order, for those who tell of it. */
export type HookEvent =
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'unjudged'; readonly placed: PlacedUnjudged }
  | { readonly kind: 'translated'; readonly decision: Decision | undefined; readonly before: Packet; readonly after: Packet };

export interface HookResult {
  readonly packet: Packet;
  readonly outcome: 'pass' | 'drop' | 'reject';
  /** What stopped the packet, or let it through last. */
  readonly decision: Decision | undefined;
  readonly events: readonly HookEvent[];
}

/** The tables that the kernel asks at each hook, in its order. */
const TABLES: Record<Hook, readonly Table['name'][]> = {
  PREROUTING: ['raw', 'mangle', 'nat'],
  INPUT: ['mangle', 'filter', 'security', 'nat'],
  FORWARD: ['mangle', 'filter', 'security'],
  OUTPUT: ['raw', 'mangle', 'nat', 'filter', 'security'],
  POSTROUTING: ['mangle', 'nat'],
};

class HookRun {
  readonly events: HookEvent[] = [];
  packet: Packet;
  decision: Decision | undefined;
  readonly #place: HookPlace;
  readonly #flow: Flow | undefined;

  constructor(place: HookPlace, conntrack: Conntrack) {
    this.#place = place;
    this.packet = place.packet;
    this.#flow = conntrack.flowOf(place.namespace, place.packet, isEntry(place));
  }

  /** Whether the packet may go on. */
  pass(name: Table['name']): boolean {
    if (name === 'nat') return this.#translate();
    const table = this.#table(name);
    if (table === undefined) return true;
    const { decision } = this.#walk(table);
    this.decision = decision;
    this.events.push({ kind: 'decided', decision });
    return decision.target !== 'DROP' && decision.target !== 'REJECT';
  }

  #table(name: Table['name']): Table | undefined {
    const table = this.#place.namespace.tables.find((each) => each.name === name);
    return table?.chains.some((chain) => chain.name === this.#place.hook) ? table : undefined;
  }

  #walk(table: Table): ChainResult {
    const result = walkChain(table, this.#place.hook, this.#scene());
    this.events.push(...result.unjudged.map((placed) => ({ kind: 'unjudged' as const, placed })));
    return result;
  }

  #scene(): Scene {
    const { namespace, inLink, outLink } = this.#place;
    return {
      packet: this.packet,
      states: statesOf(this.packet, this.#flow),
      addressType: (address) => addressType(namespace, address),
      ...(inLink === undefined ? {} : { inInterface: inLink.name }),
      ...(outLink === undefined ? {} : { outInterface: outLink.name }),
    };
  }

  #translate(): boolean {
    const { hook, namespace, inLink, outLink, nextHop } = this.#place;
    if (hook === 'FORWARD' || this.#flow === undefined) return true;
    const place: NatPlace = { namespace, hook, inLink, outLink, nextHop };
    const isNew = isQuestion(this.packet) && !isSettled(this.#flow, place);
    return isNew ? this.#translateNew(this.#flow, place) : this.#turn(translateKnown(this.#flow, this.packet, place), undefined);
  }

  /** Only a connection's first packet asks the rules; the others are turned alike. */
  #translateNew(flow: Flow, place: NatPlace): boolean {
    if (turnsDestination(place)) flow.isDestinationSettled = true;
    else flow.isSourceSettled = true;
    const table = this.#table('nat');
    if (table === undefined) return true;
    const { decision } = this.#walk(table);
    const after = translateNew(decision, this.packet, place);
    this.decision = decision;
    if (after === undefined || decision.target === 'DROP') return false;
    flow.translated.source = after.source;
    flow.translated.destination = after.destination;
    return this.#turn(after, decision);
  }

  #turn(after: Packet, decision: Decision | undefined): true {
    const before = this.packet;
    this.packet = after;
    const isSame = isSameParty(before.source, after.source) && isSameParty(before.destination, after.destination);
    if (!isSame) this.events.push({ kind: 'translated', decision, before, after });
    return true;
  }
}

/** Where the connection tracking looks at a packet anew; what comes back by `lo` it has seen. */
function isEntry({ hook, inLink }: HookPlace): boolean {
  return hook === 'OUTPUT' || (hook === 'PREROUTING' && inLink?.kind !== 'loopback');
}

function isSettled(flow: Flow, place: NatPlace): boolean {
  return turnsDestination(place) ? flow.isDestinationSettled : flow.isSourceSettled;
}

/** Leads a packet through the tables of a hook. */
export function runHook(place: HookPlace, conntrack: Conntrack): HookResult {
  const run = new HookRun(place, conntrack);
  const stopped = TABLES[place.hook].some((name) => !run.pass(name));
  const { packet, decision, events } = run;
  if (!stopped) return { packet, outcome: 'pass', decision, events };
  return { packet, outcome: decision?.target === 'REJECT' ? 'reject' : 'drop', decision, events };
}
