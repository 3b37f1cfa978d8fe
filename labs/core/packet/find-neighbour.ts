import type { Link, Namespace, Observation } from '../../../sandbox/observation.ts';
import { namespaceById } from '../network.ts';
import { findRoute } from './find-route.ts';
import { isLoopbackAddress, linkByIndex, localLink } from './local-addresses.ts';

/** An interface, where it lives. */
export interface Spot {
  readonly namespace: Namespace;
  readonly link: Link;
}

/** A cable passed, or a bridge: from one port to another, or from or to the bridge's own interface. */
export type Crossing =
  | { readonly kind: 'wire'; readonly from: Spot; readonly to: Spot }
  | { readonly kind: 'bridge'; readonly bridge: Spot; readonly inPort?: Link; readonly outPort?: Link };

/** Who answers on the segment, and the way there. */
export interface Neighbour {
  readonly spot: Spot;
  readonly crossings: readonly Crossing[];
}

export interface NeighbourQuestion {
  readonly observation: Observation;
  readonly from: Spot;
  readonly address: string;
  /** Who asks; the kernel does not answer somebody who has its own address. */
  readonly asker: string | undefined;
  /** The bridge port that the packet came in by, which a bridge does not send it back to unless hairpin is on. */
  readonly notBackTo?: Link;
}

/** More interfaces than this on one segment are not asked. */
const MOST_CROSSED = 4000;

class Segment {
  readonly #observation: Observation;
  readonly #seen = new Set<Link>();
  readonly #ends: Neighbour[] = [];

  constructor(observation: Observation) {
    this.#observation = observation;
  }

  /** Everybody who hears what is sent out of an interface. */
  hearers(from: Spot, notBackTo: Link | undefined): readonly Neighbour[] {
    if (notBackTo !== undefined && notBackTo.hairpin !== true) this.#seen.add(notBackTo);
    if (from.link.kind === 'bridge') this.#flood({ bridge: from, crossings: [] });
    else this.#leave(from, []);
    return this.#ends;
  }

  #leave(from: Spot, crossings: readonly Crossing[]): void {
    const { namespaceId, index } = from.link.peer ?? {};
    const namespace = namespaceById(this.#observation, namespaceId);
    const link = namespace && linkByIndex(namespace, index);
    if (!from.link.up || !from.link.carrier || namespace === undefined || link === undefined) return;
    this.#enter({ namespace, link }, [...crossings, { kind: 'wire', from, to: { namespace, link } }]);
  }

  #enter(spot: Spot, crossings: readonly Crossing[]): void {
    if (!spot.link.up || this.#seen.has(spot.link) || this.#seen.size > MOST_CROSSED) return;
    this.#seen.add(spot.link);
    const master = linkByIndex(spot.namespace, spot.link.master);
    if (master === undefined) this.#ends.push({ spot, crossings });
    else if (master.kind === 'bridge' && master.up) {
      const bridge = { namespace: spot.namespace, link: master };
      this.#ends.push({ spot: bridge, crossings: [...crossings, { kind: 'bridge', bridge, inPort: spot.link }] });
      this.#flood({ bridge, inPort: spot.link, crossings });
    }
  }

  #flood({ bridge, inPort, crossings }: { bridge: Spot; inPort?: Link; crossings: readonly Crossing[] }): void {
    const { namespace, link } = bridge;
    for (const outPort of namespace.links.filter(({ master, index }) => master === link.index && index !== link.index)) {
      if (this.#seen.has(outPort)) continue;
      const passed: Crossing = { kind: 'bridge', bridge, outPort, ...(inPort === undefined ? {} : { inPort }) };
      this.#seen.add(outPort);
      this.#leave({ namespace, link: outPort }, [...crossings, passed]);
    }
  }
}

/** Whether a machine answers when it is asked for an address: it has it, on whatever interface, and believes who asks. */
function answers({ namespace, link }: Spot, address: string, asker: string | undefined): boolean {
  if (localLink(namespace, address) === undefined) return false;
  if (isLoopbackAddress(address) && link.routeLocalnet !== true) return false;
  return asker === undefined || isBelieved({ namespace, link }, asker);
}

/** The kernel's check of a packet's source: nobody's own address, and with rp_filter a way back there. */
export function isBelieved({ namespace, link }: Spot, source: string): boolean {
  if (link.kind === 'loopback') return true;
  if (localLink(namespace, source) !== undefined) return false;
  if (isLoopbackAddress(source) && link.routeLocalnet !== true) return false;
  const strictness = link.rpFilter ?? 0;
  if (strictness === 0) return true;
  const back = findRoute({ namespace, destination: source });
  return back.kind === 'via' && (strictness === 2 || back.link.index === link.index);
}

/** Finds who answers for an address on the segment of an interface, as ARP does. */
export function findNeighbour({ observation, from, address, asker, notBackTo }: NeighbourQuestion): Neighbour | undefined {
  const hearers = new Segment(observation).hearers(from, notBackTo);
  const row = from.namespace.neighbours.find((each) => each.link === from.link.index && each.address === address);
  if (row?.state === 'permanent') return hearers.find(({ spot }) => spot.link.mac === row.mac);
  return hearers.find(({ spot }) => answers(spot, address, asker));
}
