import type { Link, Namespace, Observation } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import type { Conntrack } from './conntrack.ts';
import { type Crossing, findNeighbour, isBelieved, type Neighbour, type Spot } from './find-neighbour.ts';
import { findRoute, type RouteAnswer } from './find-route.ts';
import { addressFor, isLoopback, isLoopbackAddress, localLink } from './local-addresses.ts';
import type { Narrator } from './narrator.ts';
import { isSameParty, type Packet, type Refusal } from './packet.ts';
import { type HookPlace, runHook } from './run-hook.ts';

/** What became of one packet. `because` says it in a sentence. */
export type Fate = { readonly kind: 'delivered'; readonly at: Namespace; readonly packet: Packet } | Unsent | Bounced;

export interface Unsent {
  /** `lost`: nobody hears of it. `denied`: the sender's kernel would not let it out. `no-way`: the sender's kernel has no way for it. */
  readonly kind: 'lost' | 'denied' | 'no-way';
  readonly because: LocalText;
}

/** A machine on the way answers in the target's place: an ICMP error, or a reset. */
export interface Bounced {
  readonly kind: 'bounced';
  readonly at: Namespace;
  readonly packet: Packet;
  readonly answer: Bounce;
  /** The sender's own kernel does so at the door, and a ping is told at once. */
  readonly isDenied?: boolean;
  readonly because: LocalText;
}

export type Bounce = Refusal | 'reset';

/** Longer ways are loops; the kernel ends them by the packet's time to live. */
const MOST_HOPS = 24;

interface Arrival {
  readonly spot: Spot;
  readonly packet: Packet;
  /** The bridge port it came by. */
  readonly port: Link | undefined;
}

interface Departure {
  readonly spot: Spot;
  readonly packet: Packet;
  readonly nextHop: string;
  readonly isForwarded: boolean;
  readonly notBackTo: Link | undefined;
}

type Step = { readonly packet: Packet } | { readonly fate: Fate };
type WayOut = Extract<RouteAnswer, { kind: 'via' }>;

const REJECTIONS: ReadonlyMap<string, Bounce> = new Map<string, Bounce>([
  ['icmp-port-unreachable', 'port'],
  ['icmp-proto-unreachable', 'port'],
  ['icmp-net-unreachable', 'net'],
  ['icmp-host-unreachable', 'host'],
  ['tcp-reset', 'reset'],
]);

/** Carries packets through the namespaces of an observation, as their kernel would. */
export class Journey {
  readonly #observation: Observation;
  readonly #conntrack: Conntrack;
  readonly #tell: Narrator;
  #hops = 0;

  constructor(observation: Observation, conntrack: Conntrack, narrator: Narrator) {
    this.#observation = observation;
    this.#conntrack = conntrack;
    this.#tell = narrator;
  }

  /** A packet that a namespace makes itself. */
  send(namespace: Namespace, packet: Packet): Fate {
    const way = this.#wayOf(namespace, packet);
    if ('because' in way) return way;
    const step = this.#hook({ namespace, hook: 'OUTPUT', packet, outLink: way.spot.link }, true);
    if ('fate' in step) return step.fate;
    if (isSameParty(packet.destination, step.packet.destination)) return this.#depart({ ...way, packet: step.packet });
    return this.#sendTurned(namespace, step.packet);
  }

  /** Its destination was turned on the way out, so the way is looked for anew; its source stays. */
  #sendTurned(namespace: Namespace, packet: Packet): Fate {
    const way = this.#wayOf(namespace, packet);
    if ('because' in way) return { ...way, kind: 'lost' };
    const { link } = way.spot;
    if (isLoopbackAddress(packet.source.address) && !isLoopback(link) && link.routeLocalnet !== true) {
      return { kind: 'lost', because: this.#tell.martian(way.spot, packet.source.address) };
    }
    return this.#depart({ ...way, packet });
  }

  #wayOf(namespace: Namespace, packet: Packet): Omit<Departure, 'packet'> | Unsent {
    const destination = packet.destination.address;
    const answer = findRoute({ namespace, destination, source: packet.source.address });
    if (answer.kind === 'via') {
      this.#tell.route({ namespace, link: answer.link }, answer);
      return { spot: { namespace, link: answer.link }, nextHop: answer.nextHop, isForwarded: false, notBackTo: undefined };
    }
    const loopback = namespace.links.find(isLoopback);
    if (answer.kind !== 'local') return { kind: 'no-way', because: this.#tell.noRoute(namespace, destination, answer) };
    if (loopback?.up !== true) return { kind: 'lost', because: this.#tell.loopbackDown(namespace, destination) };
    this.#tell.toItself({ namespace, link: loopback }, destination);
    return { spot: { namespace, link: loopback }, nextHop: destination, isForwarded: false, notBackTo: undefined };
  }

  #depart({ spot, packet, nextHop, isForwarded, notBackTo }: Departure): Fate {
    const { namespace, link } = spot;
    const step = this.#hook({ namespace, hook: 'POSTROUTING', packet, outLink: link, nextHop }, !isForwarded);
    if ('fate' in step) return step.fate;
    if (isLoopback(link)) return this.#throughLoopback(spot, step.packet);
    if (link.kind !== 'veth' && link.kind !== 'bridge') return { kind: 'lost', because: this.#tell.outOfSight(spot) };
    const own = localLink(namespace, step.packet.source.address) !== undefined;
    const asker = own ? step.packet.source.address : addressFor(namespace, link, nextHop);
    const question = { observation: this.#observation, from: spot, address: nextHop, asker };
    const neighbour = findNeighbour({ ...question, ...(notBackTo === undefined ? {} : { notBackTo }) });
    if (neighbour === undefined) return this.#unanswered(spot, nextHop, step.packet);
    this.#tell.neighbour(spot, nextHop, neighbour);
    return this.#cross(neighbour, step.packet);
  }

  #throughLoopback(spot: Spot, packet: Packet): Fate {
    if (localLink(spot.namespace, packet.destination.address) === undefined) {
      return { kind: 'lost', because: this.#tell.outOfSight(spot) };
    }
    return this.#arrive({ spot, packet, port: undefined });
  }

  #unanswered(spot: Spot, nextHop: string, packet: Packet): Fate {
    const because = this.#tell.silence(spot, nextHop);
    if (
      spot.namespace.neighbours.some(
        (row) => row.link === spot.link.index && row.address === nextHop && row.state === 'permanent',
      )
    )
      return { kind: 'lost', because };
    return this.#bounce(spot.namespace, packet, { answer: 'host', because });
  }

  #cross({ spot, crossings }: Neighbour, packet: Packet): Fate {
    let now = packet;
    let port: Link | undefined;
    for (const crossing of crossings) {
      this.#tell.crossing(crossing);
      port = crossing.kind === 'bridge' && crossing.outPort === undefined ? crossing.inPort : undefined;
      const step = this.#throughBridge(crossing, now);
      if ('fate' in step) return step.fate;
      now = step.packet;
    }
    return this.#arrive({ spot, packet: now, port });
  }

  /** What a bridge only passes on goes through iptables all the same, where the kernel is told so (it is by default). */
  #throughBridge(crossing: Crossing, packet: Packet): Step {
    if (crossing.kind === 'wire' || crossing.inPort === undefined || crossing.outPort === undefined) return { packet };
    const { namespace, link } = crossing.bridge;
    if (namespace.bridgeCallsIptables === false) return { packet };
    const come = this.#hook({ namespace, hook: 'PREROUTING', packet, inLink: link }, false);
    if ('fate' in come) return come;
    if (!isSameParty(come.packet.destination, packet.destination)) {
      return { fate: this.#route({ spot: crossing.bridge, packet: come.packet, port: crossing.inPort }, true) };
    }
    const pass = this.#hook({ namespace, hook: 'FORWARD', packet: come.packet, inLink: link, outLink: link }, false);
    if ('fate' in pass) return pass;
    return this.#hook({ namespace, hook: 'POSTROUTING', packet: pass.packet, outLink: link }, false);
  }

  #arrive({ spot, packet, port }: Arrival): Fate {
    this.#hops += 1;
    if (this.#hops > MOST_HOPS) return this.#bounce(spot.namespace, packet, { answer: 'host', because: this.#tell.loop(spot) });
    const step = this.#hook({ namespace: spot.namespace, hook: 'PREROUTING', packet, inLink: spot.link }, false);
    if ('fate' in step) return step.fate;
    const isTurned = !isSameParty(step.packet.destination, packet.destination);
    return this.#route({ spot, packet: step.packet, port }, isTurned);
  }

  #route({ spot, packet, port }: Arrival, isTurned: boolean): Fate {
    const { namespace, link } = spot;
    const [source, destination] = [packet.source.address, packet.destination.address];
    if (isLoopbackAddress(destination) && !isLoopback(link) && link.routeLocalnet !== true) {
      return { kind: 'lost', because: this.#tell.martian(spot, destination) };
    }
    const answer = findRoute({ namespace, destination, source, inInterface: link.name });
    if (answer.kind === 'local') return this.#deliver(spot, packet);
    if (!(link.forwarding ?? namespace.forwarding)) return { kind: 'lost', because: this.#tell.notForwarding(spot, destination) };
    // The kernel looks for a way before it looks at the source.
    if (answer.kind !== 'via') return this.#turnedAway(namespace, packet, answer);
    if (!isBelieved(spot, source)) return { kind: 'lost', because: this.#tell.disbelieved(spot, source) };
    this.#tell.route(spot, answer);
    const isHairpin = isTurned && answer.link === link && namespace.bridgeCallsIptables !== false;
    return this.#forward({ spot, packet, port: isHairpin ? port : undefined }, answer);
  }

  #turnedAway(namespace: Namespace, packet: Packet, answer: RouteAnswer): Fate {
    const because = this.#tell.noRoute(namespace, packet.destination.address, answer);
    const barred = answer.kind === 'barred' ? answer.route.type : '';
    if (answer.kind === 'broadcast' || barred === 'blackhole') return { kind: 'lost', because };
    const bounce = barred === 'prohibit' ? 'prohibited' : barred === 'unreachable' ? 'host' : 'net';
    return this.#bounce(namespace, packet, { answer: bounce, because });
  }

  #forward({ spot, packet, port }: Arrival, way: WayOut): Fate {
    const { namespace, link: inLink } = spot;
    const step = this.#hook({ namespace, hook: 'FORWARD', packet, inLink, outLink: way.link }, false);
    if ('fate' in step) return step.fate;
    const out = { spot: { namespace, link: way.link }, nextHop: way.nextHop, isForwarded: true, notBackTo: port };
    return this.#depart({ ...out, packet: step.packet });
  }

  #deliver(spot: Spot, packet: Packet): Fate {
    const { namespace, link } = spot;
    if (!isBelieved(spot, packet.source.address)) {
      return { kind: 'lost', because: this.#tell.disbelieved(spot, packet.source.address) };
    }
    const step = this.#hook({ namespace, hook: 'INPUT', packet, inLink: link }, false);
    return 'fate' in step ? step.fate : { kind: 'delivered', at: namespace, packet: step.packet };
  }

  #bounce(at: Namespace, packet: Packet, why: Pick<Bounced, 'answer' | 'because' | 'isDenied'>): Fate {
    // Nobody answers an error with an error.
    return packet.kind === 'error' ? { kind: 'lost', because: why.because } : { kind: 'bounced', at, packet, ...why };
  }

  #hook(place: HookPlace, isOwn: boolean): Step {
    const result = runHook(place, this.#conntrack);
    const because = this.#tell.hook(place, result);
    if (result.outcome === 'pass') return { packet: result.packet };
    if (result.outcome === 'drop') return { fate: { kind: isOwn ? 'denied' : 'lost', because } };
    const [reject = 'icmp-port-unreachable'] = result.decision?.spec?.targetOptions.get('--reject-with') ?? [];
    const answer = REJECTIONS.get(reject) ?? 'prohibited';
    return { fate: this.#bounce(place.namespace, result.packet, { answer, because, isDenied: isOwn }) };
  }
}
