import type { Link, Namespace, Observation } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import type { Crossing, Neighbour, Spot } from './find-neighbour.ts';
import type { Route, RouteAnswer } from './find-route.ts';
import { linkByIndex, localLink } from './local-addresses.ts';
import type { Packet } from './packet.ts';
import { commandIn, isPlain, placeName, shownFact, shownLink } from './places.ts';
import type { HookEvent, HookPlace, HookResult } from './run-hook.ts';
import { sayPasses, sayStopped, sayTranslated, sayUnjudged } from './say-rules.ts';
import { saySilence } from './say-silence.ts';
import {
  sayDisbelieved,
  sayLoop,
  sayLoopbackDown,
  sayMartian,
  sayNoRoute,
  sayNotForwarding,
  sayOutOfSight,
} from './say-trouble.ts';
import { sayBridge, sayNeighbour, sayRoute, saySends, sayToItself, sayWire } from './say-way.ts';
import { shownDecision, shownRule } from './shown-packet.ts';
import type { Hop } from './walk.ts';

interface Told {
  readonly kind: Hop['kind'];
  readonly namespace: Namespace;
  readonly says: LocalText;
  readonly link?: Link;
  readonly decidedBy?: string;
  /** What shows the same in that namespace. */
  readonly command?: string;
}

/** Tells a packet's way hop by hop. What ends it is returned as a sentence as well. */
export class Narrator {
  readonly hops: Hop[] = [];
  direction: Hop['direction'] = 'request';
  /** Rules that could not be judged. */
  unjudged = 0;
  readonly #observation: Observation;

  constructor(observation: Observation) {
    this.#observation = observation;
  }

  sends(namespace: Namespace, packet: Packet): void {
    this.#add({ kind: 'send', namespace, says: saySends(this.#name(namespace), packet) });
  }

  route({ namespace }: Spot, { route, link, nextHop }: Extract<RouteAnswer, { kind: 'via' }>): void {
    const says = sayRoute(this.#name(namespace), link, route.gateway);
    const decidedBy = shownRoute(namespace, route);
    this.#add({ kind: 'route', namespace, link, says, decidedBy, command: `ip route get ${nextHop}` });
  }

  toItself({ namespace, link }: Spot, address: string): void {
    const decidedBy = `local ${address} dev ${shownLink(localLink(namespace, address) ?? link)}`;
    const says = sayToItself(this.#name(namespace), address);
    this.#add({ kind: 'route', namespace, link, says, decidedBy, command: `ip route get ${address}` });
  }

  noRoute(namespace: Namespace, destination: string, answer: RouteAnswer): LocalText {
    const says = sayNoRoute(this.#name(namespace), destination, answer);
    const decidedBy = answer.kind === 'barred' ? { decidedBy: shownRoute(namespace, answer.route) } : {};
    return this.#end({ kind: 'drop', namespace, says, ...decidedBy, command: `ip route get ${destination}` });
  }

  loopbackDown(namespace: Namespace, address: string): LocalText {
    const says = sayLoopbackDown(this.#name(namespace), address);
    return this.#end({ kind: 'drop', namespace, says, decidedBy: 'lo: DOWN', command: 'ip link show lo' });
  }

  neighbour(from: Spot, nextHop: string, { spot }: Neighbour): void {
    const says = sayNeighbour(nextHop, this.#name(spot.namespace), spot.link);
    const fact = spot.link.mac === undefined ? {} : { decidedBy: `${nextHop} lladdr ${spot.link.mac}` };
    this.#add({ kind: 'neighbour', ...from, says, ...fact, command: `ip neigh show ${nextHop}` });
  }

  silence(from: Spot, nextHop: string): LocalText {
    const says = saySilence(this.#observation, from, nextHop);
    return this.#end({ kind: 'drop', ...from, says, command: `ip neigh show ${nextHop}` });
  }

  crossing(crossing: Crossing): void {
    if (crossing.kind === 'wire') {
      const { from, to } = crossing;
      const says = sayWire(shownLink(from.link), shownLink(to.link), this.#name(to.namespace));
      this.#add({ kind: 'wire', ...from, says, ...commandOn('ip link show', from.link) });
      return;
    }
    const { bridge, inPort, outPort } = crossing;
    this.#add({
      kind: 'bridge',
      ...bridge,
      says: sayBridge(bridge.link, inPort, outPort),
      ...commandOn('brctl show', bridge.link),
    });
  }

  martian({ namespace, link }: Spot, address: string): LocalText {
    const says = sayMartian(this.#name(namespace), address, shownLink(link));
    const command = isPlain(link.name) ? { command: `sysctl net.ipv4.conf.${link.name}.route_localnet` } : {};
    return this.#end({ kind: 'drop', namespace, link, says, decidedBy: 'route_localnet = 0', ...command });
  }

  disbelieved({ namespace, link }: Spot, source: string): LocalText {
    const isOwn = localLink(namespace, source) !== undefined;
    const says = sayDisbelieved(this.#name(namespace), source, isOwn);
    return this.#end({ kind: 'drop', namespace, link, says, command: isOwn ? 'ip addr' : `ip route get ${source}` });
  }

  notForwarding({ namespace, link }: Spot, destination: string): LocalText {
    const says = sayNotForwarding(this.#name(namespace), destination);
    return this.#end({
      kind: 'drop',
      namespace,
      link,
      says,
      decidedBy: 'net.ipv4.ip_forward = 0',
      command: 'sysctl net.ipv4.ip_forward',
    });
  }

  outOfSight({ namespace, link }: Spot): LocalText {
    return this.#end({ kind: 'drop', namespace, link, says: sayOutOfSight(this.#name(namespace), shownLink(link)) });
  }

  loop({ namespace, link }: Spot): LocalText {
    return this.#end({ kind: 'drop', namespace, link, says: sayLoop(this.#name(namespace)), command: 'ip route' });
  }

  /** The packet is where it was sent to: `says` what becomes of it there. */
  delivered(namespace: Namespace, says: LocalText, told: Pick<Told, 'decidedBy' | 'command'>): void {
    this.#add({ kind: 'deliver', namespace, says, ...told });
  }

  dropped(namespace: Namespace, says: LocalText, told: Pick<Told, 'decidedBy' | 'command'>): void {
    this.#add({ kind: 'drop', namespace, says, ...told });
  }

  /** What a hook of netfilter did; the sentence of its last word. */
  hook(place: HookPlace, { events, outcome, decision }: HookResult): LocalText {
    for (const event of events) this.#event(place, event);
    return decision === undefined || outcome === 'pass' ? { en: '', ko: '' } : sayStopped(this.#name(place.namespace), decision);
  }

  #event(place: HookPlace, event: HookEvent): void {
    const name = this.#name(place.namespace);
    if (event.kind === 'translated') {
      this.#rule(place, event.decision, { kind: 'nat', says: sayTranslated(name, event, place.hook) });
    } else if (event.kind === 'unjudged') {
      this.unjudged += 1;
      const { chain, rule, table } = event.placed;
      const command = isPlain(chain) ? { command: `iptables -t ${table} -S ${chain}` } : {};
      const decidedBy = shownRule(chain, rule, '');
      this.#add({ kind: 'rule', namespace: place.namespace, says: sayUnjudged(name), decidedBy, ...command });
    } else this.#decided(place, event.decision);
  }

  #decided(place: HookPlace, decision: HookResult['decision'] & object): void {
    const name = this.#name(place.namespace);
    if (decision.target === 'DROP' || decision.target === 'REJECT') {
      this.#rule(place, decision, { kind: 'drop', says: sayStopped(name, decision) });
    } else if (decision.rule !== undefined || isWorthSaying(place, decision)) {
      this.#rule(place, decision, { kind: 'rule', says: sayPasses(name, decision) });
    }
  }

  #rule({ namespace, inLink, outLink }: HookPlace, decision: HookResult['decision'], told: Pick<Told, 'kind' | 'says'>): void {
    const link = outLink ?? inLink;
    const where = { namespace, ...told, ...(link === undefined ? {} : { link }) };
    if (decision === undefined) {
      this.#add({ ...where, command: 'conntrack -L' });
      return;
    }
    const command = isPlain(decision.chain) ? { command: `iptables -t ${decision.table} -S ${decision.chain}` } : {};
    this.#add({ ...where, decidedBy: shownDecision(decision), ...command });
  }

  #name(namespace: Namespace): LocalText {
    return placeName(this.#observation, namespace);
  }

  #end(told: Told): LocalText {
    this.#add(told);
    return told.says;
  }

  #add({ kind, namespace, says, link, decidedBy, command }: Told): void {
    this.hops.push({
      direction: this.direction,
      kind,
      namespaceId: namespace.id,
      says,
      ...(link === undefined ? {} : { link: link.index }),
      ...(decidedBy === undefined ? {} : { decidedBy }),
      ...(command === undefined ? {} : commandIn(this.#observation, namespace, command)),
    });
  }
}

/** A policy that lets everything pass is news only where rules stand in its chain. */
function isWorthSaying({ namespace }: HookPlace, { table, chain }: HookResult['decision'] & object): boolean {
  const chains = namespace.tables.find(({ name }) => name === table)?.chains;
  return table === 'filter' && (chains?.find(({ name }) => name === chain)?.rules.length ?? 0) > 0;
}

function commandOn(command: string, link: Link): { readonly command?: string } {
  return isPlain(link.name) ? { command: `${command} ${link.name}` } : {};
}

/** As `ip route` prints it. */
function shownRoute(namespace: Namespace, { destination, gateway, link, type, source, metric }: Route): string {
  const name = linkByIndex(namespace, link)?.name;
  const parts = [
    type === 'unicast' ? undefined : type,
    destination.endsWith('/32') ? destination.slice(0, -3) : destination,
    gateway && `via ${gateway}`,
    name && `dev ${name}`,
    source && `src ${source}`,
    metric && `metric ${metric}`,
  ];
  return shownFact(parts.filter(Boolean).join(' '));
}
