/** Where a packet goes to or comes from. A ping has no ports. */
export interface Party {
  readonly address: string;
  readonly port?: number;
}

/** What a machine on the way says when it will not carry a packet. */
export type Refusal = 'port' | 'host' | 'net' | 'prohibited';

/**
 * One packet of the conversation: `syn` and `echo-request` are questions, the others answers. An `error` is an ICMP
 * message about another packet.
 */
export interface Packet {
  readonly kind: 'syn' | 'syn-ack' | 'reset' | 'echo-request' | 'echo-reply' | 'error';
  readonly source: Party;
  readonly destination: Party;
  /** With `error`. */
  readonly about?: Packet;
  readonly refusal?: Refusal;
}

export function isQuestion({ kind }: Packet): boolean {
  return kind === 'syn' || kind === 'echo-request';
}

export function isTcp({ kind }: Packet): boolean {
  return kind === 'syn' || kind === 'syn-ack' || kind === 'reset';
}

export function isSameParty(one: Party, other: Party): boolean {
  return one.address === other.address && one.port === other.port;
}

/** An answer to the sender of a packet, from whom it was sent to. */
export function answerTo(packet: Packet, kind: Packet['kind']): Packet {
  return { kind, source: packet.destination, destination: packet.source };
}

/** A party with another address, and another port where one is given. */
export function moved(party: Party, address: string | undefined, port: number | undefined): Party {
  const to = port ?? party.port;
  return { address: address ?? party.address, ...(party.port === undefined || to === undefined ? {} : { port: to }) };
}
