import type { LocalText } from '../local-text.ts';

/** One packet to follow: who sends it, and where to. */
export interface PacketQuestion {
  /** The id of the network namespace that sends it. */
  readonly from: string;
  /** IPv4 address. */
  readonly to: string;
  readonly protocol: 'tcp' | 'icmp';
  /** With `tcp`. */
  readonly port?: number;
}

/** Where the packet is and what decides there. `reply` hops belong to the way back. */
export interface Hop {
  readonly direction: 'request' | 'reply';
  readonly kind: 'send' | 'route' | 'rule' | 'nat' | 'neighbour' | 'bridge' | 'wire' | 'deliver' | 'drop';
  readonly namespaceId: string;
  /** The interface it passes, by index in that namespace. */
  readonly link?: number;
  readonly says: LocalText;
  /** What decides: a rule as `iptables -t TABLE -S CHAIN` prints it, a route as `ip route` does, a port. */
  readonly decidedBy?: string;
  /** Shows the same fact in a terminal. */
  readonly command?: { readonly machine: 'host' | 'client'; readonly text: string };
}

export interface Walk {
  readonly hops: readonly Hop[];
  /** As the sender sees it: an answer, a refusal by the target or on the way, silence, or no way at all. */
  readonly outcome: 'reached' | 'refused' | 'timeout' | 'unreachable';
  /** One sentence. */
  readonly reason: LocalText;
}
