import type { Interface, Picture, PublishedPort } from './picture.ts';

/** What has come, what has gone and what has moved from one picture of a machine to a later one. */
export interface Changes {
  /** Ids of places, interfaces, wires and published ports. */
  readonly came: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  /** Interfaces that are there in both, but otherwise: up or down, plugged in elsewhere, another address, trouble. */
  readonly altered: ReadonlySet<string>;
  /** Interfaces whose counters have grown, by id. */
  readonly traffic: ReadonlyMap<string, Traffic>;
  /** Packets along wires, once for each direction in which some went. */
  readonly passages: readonly Passage[];
  /** How many packets the rules of published ports have counted, by the port's id; only where they did. */
  readonly counted: ReadonlyMap<string, number>;
}

export interface Traffic {
  readonly sent: number;
  readonly received: number;
}

export interface Passage {
  readonly wire: string;
  /** Interface ids. */
  readonly from: string;
  readonly to: string;
  readonly packets: number;
}

export function changesBetween(before: Picture, after: Picture): Changes {
  const [past, now] = [interfacesOf(before), interfacesOf(after)];
  const [old, current] = [idsOf(before), idsOf(after)];
  const traffic = trafficOf(past, now);
  return {
    came: without(current, old),
    gone: without(old, current),
    altered: new Set([...now.values()].filter((each) => isAltered(past.get(each.id), each)).map(({ id }) => id)),
    traffic,
    passages: passagesOf(after, traffic),
    counted: countedOf(before, after),
  };
}

function interfacesOf({ places }: Picture): Map<string, Interface> {
  return new Map(places.flatMap(({ interfaces }) => interfaces.map((each) => [each.id, each])));
}

function idsOf(picture: Picture): Set<string> {
  const things = [...picture.places, ...picture.wires, ...picture.publications].map(({ id }) => id);
  return new Set([...things, ...interfacesOf(picture).keys()]);
}

function without(ids: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...ids].filter((id) => !others.has(id)));
}

function isAltered(past: Interface | undefined, now: Interface): boolean {
  return past !== undefined && stateOf(past) !== stateOf(now);
}

function stateOf({ name, isUp, hasCarrier, bridge, peer, addresses, mac, trouble }: Interface): string {
  return JSON.stringify([name, isUp, hasCarrier, bridge, peer, addresses, mac, trouble?.code]);
}

/** All that a new interface has carried counts: it was not there before. */
function trafficOf(past: ReadonlyMap<string, Interface>, now: ReadonlyMap<string, Interface>): Map<string, Traffic> {
  const traffic = new Map<string, Traffic>();
  for (const [id, { txPackets, rxPackets }] of now) {
    const sent = Math.max(0, txPackets - (past.get(id)?.txPackets ?? 0));
    const received = Math.max(0, rxPackets - (past.get(id)?.rxPackets ?? 0));
    if (sent > 0 || received > 0) traffic.set(id, { sent, received });
  }
  return traffic;
}

/** The sender's count alone, since the two ends are not read at the same moment: a packet would be seen to pass twice. */
function passagesOf({ wires }: Picture, traffic: ReadonlyMap<string, Traffic>): Passage[] {
  return wires.flatMap(({ id, ends: [one, other] }) =>
    [
      { wire: id, from: one, to: other, packets: traffic.get(one)?.sent ?? 0 },
      { wire: id, from: other, to: one, packets: traffic.get(other)?.sent ?? 0 },
    ].filter(({ packets }) => packets > 0),
  );
}

/** A rule that was laid anew counts from zero. */
function countedOf(before: Picture, after: Picture): Map<string, number> {
  const past = new Map(before.publications.map((each) => [each.id, packetsOf(each)]));
  const grown = after.publications.map((each): [string, number] => {
    const [then, now] = [past.get(each.id) ?? 0, packetsOf(each)];
    return [each.id, now < then ? now : now - then];
  });
  return new Map(grown.filter(([, packets]) => packets > 0));
}

function packetsOf({ rule }: PublishedPort): number {
  return rule.packets;
}
