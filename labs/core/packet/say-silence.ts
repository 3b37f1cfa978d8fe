import type { Link, Namespace, Observation } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import { peerOf } from '../network.ts';
import type { Spot } from './find-neighbour.ts';
import { ipv4Addresses, linkByIndex } from './local-addresses.ts';
import { placeName, shownLink } from './places.ts';

/** Why nobody answers an ARP question: what is wrong with whoever has the address, or that nobody has. */
export function saySilence(observation: Observation, from: Spot, address: string): LocalText {
  const why = whyOf(observation, from, address);
  return {
    en: `Nobody answers the ARP question for ${address} on ${shownLink(from.link)}: ${why.en}.`,
    ko: `${shownLink(from.link)} 인터페이스에서 ARP로 ${address} 주소를 물어도 대답이 없어요. ${why.ko}.`,
  };
}

function whyOf(observation: Observation, from: Spot, address: string): LocalText {
  const near = downEnd(observation, from);
  if (near !== undefined) return near;
  const owner = ownerOf(observation, address);
  if (owner === undefined) return { en: 'nobody has this address', ko: '이 주소를 가진 곳이 없어요' };
  return (
    trouble(observation, owner) ?? { en: 'who has it is not on this network', ko: '이 주소를 가진 곳이 이 네트워크에 없어요' }
  );
}

function ownerOf(observation: Observation, address: string): Spot | undefined {
  for (const namespace of observation.namespaces) {
    const link = namespace.links.find((each) => ipv4Addresses(each).some((own) => own.address === address));
    if (link !== undefined) return { namespace, link };
  }
  return undefined;
}

/** What is wrong with the cable of an interface that is no bridge. */
function downEnd(observation: Observation, spot: Spot): LocalText | undefined {
  if (spot.link.kind !== 'veth') return undefined;
  const peer = peerOf(observation, spot.link);
  if (peer === undefined) return { en: 'its cable has no other end that can be seen', ko: '케이블의 반대쪽 끝이 보이지 않아요' };
  const ends: readonly Spot[] = [spot, peer];
  const down = ends.find(({ link }) => !link.up);
  if (down !== undefined) return sayDown(observation, down.namespace, down.link);
  const master = linkByIndex(peer.namespace, peer.link.master);
  return master !== undefined && !master.up ? sayDown(observation, peer.namespace, master) : undefined;
}

function sayDown(observation: Observation, namespace: Namespace, link: Link): LocalText {
  const [name, place] = [shownLink(link), placeName(observation, namespace)];
  return { en: `${name} (${place.en}) is down`, ko: `${name} 인터페이스(${place.ko})가 꺼져 있어요` };
}

function trouble(observation: Observation, owner: Spot): LocalText | undefined {
  if (!owner.link.up) return sayDown(observation, owner.namespace, owner.link);
  const down = downEnd(observation, owner);
  if (down !== undefined) return down;
  const port = peerOf(observation, owner.link);
  if (port === undefined || port.link.master !== undefined || port.namespace === owner.namespace) return undefined;
  const name = shownLink(port.link);
  return {
    en: `${name}, the other end of its cable, is plugged into no bridge`,
    ko: `그 주소로 이어진 ${name} 인터페이스가 어느 브리지에도 꽂혀 있지 않아요`,
  };
}
