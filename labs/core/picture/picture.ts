import type { LocalText } from '../local-text.ts';

/**
 * What the map shows of one observation: places (network namespaces), the interfaces in them, what is joined to what, and the
 * ports that are offered to the outside. Every view of the network is made of it: the live map, the table, the text drawing.
 * Ids are stable as long as the thing lives, so that a view can keep its place.
 */
export interface Picture {
  readonly places: readonly Place[];
  readonly wires: readonly Wire[];
  readonly publications: readonly PublishedPort[];
  /** Docker does not answer: containers have no names now. */
  readonly isDockerSilent: boolean;
  /** The machine holds more than an observation does. */
  readonly isTruncated: boolean;
}

/** `namespace` is one made by hand (`ip netns`) or otherwise, that is no container's. */
export type PlaceKind = 'client' | 'host' | 'container' | 'namespace';

/** A network namespace. */
export interface Place {
  /** The namespace's id. */
  readonly id: string;
  readonly kind: PlaceKind;
  /** The container's, the `ip netns` name, or the machine's; made printable. Several containers may share a namespace. */
  readonly name: string;
  readonly containers: readonly { readonly id: string; readonly name: string; readonly image: string }[];
  readonly interfaces: readonly Interface[];
}

export type InterfaceKind = 'bridge' | 'veth' | 'loopback' | 'other';

export interface Interface {
  /** `NAMESPACE/INDEX`. */
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly kind: InterfaceKind;
  /** As the kernel calls it, where `kind` is `other`. */
  readonly kernelKind: string;
  /** `ADDRESS/PREFIX`, IPv4 first. */
  readonly addresses: readonly string[];
  readonly mac: string | undefined;
  readonly isUp: boolean;
  readonly hasCarrier: boolean;
  /** The interface id of the bridge it is plugged into. */
  readonly bridge: string | undefined;
  /** The interface id of a veth's other end, where that can be seen. */
  readonly peer: string | undefined;
  readonly rxPackets: number;
  readonly txPackets: number;
  /** The Docker network that this is the bridge of; undefined for docker0, which everybody calls so. */
  readonly dockerNetwork: string | undefined;
  /** What keeps packets from passing here; marked where it is. */
  readonly trouble: Trouble | undefined;
}

export interface Trouble {
  /** `down`, `no-carrier`, `no-peer`, `not-plugged-in`. */
  readonly code: 'down' | 'no-carrier' | 'no-peer' | 'not-plugged-in';
  readonly says: LocalText;
}

/** A veth pair whose two ends are both seen. */
export interface Wire {
  /** Of its two ends' ids, the lesser first. */
  readonly id: string;
  readonly ends: readonly [string, string];
  /** Both ends are up. */
  readonly isLive: boolean;
}

/** A port of the host that a DNAT rule leads to a container. */
export interface PublishedPort {
  readonly id: string;
  readonly protocol: string;
  readonly hostPort: number;
  /** The one address of the host that it is offered at; undefined where it is offered at all of them. */
  readonly hostAddress: string | undefined;
  /** Where the packets are turned to. */
  readonly address: string;
  readonly port: number;
  /** The interface that has the address; undefined where nobody has. */
  readonly target: string | undefined;
  readonly rule: { readonly table: string; readonly chain: string; readonly spec: string; readonly packets: number };
  /** Whether FORWARD lets the turned packets pass. */
  readonly isLetThrough: boolean;
}
