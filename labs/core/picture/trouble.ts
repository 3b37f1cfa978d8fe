import type { Link, Namespace } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import { shownName } from '../wording.ts';
import type { Trouble } from './picture.ts';
import type { SeenLink } from './seen-link.ts';

/**
 * What keeps packets from passing an interface. An idle bridge has no carrier and `lo` of a new namespace is down: both are as
 * they should be. Where the observation was cut, an end that is not seen may well be there.
 */
export function troubleOf(seen: SeenLink, isTruncated: boolean): Trouble | undefined {
  const { link, namespace } = seen;
  if (link.kind === 'loopback' || !isInUse(namespace, link)) return undefined;
  if (!link.up) return { code: 'down', says: downText(link) };
  if (link.kind === 'bridge') return undefined;
  if (!link.carrier) return { code: 'no-carrier', says: noCarrierText(seen) };
  if (link.kind !== 'veth') return undefined;
  if (seen.peer === undefined && link.master !== undefined && !isTruncated) return { code: 'no-peer', says: NO_PEER };
  const isHost = namespace.role === 'host';
  return isHost && !leadsSomewhere(namespace, link) ? { code: 'not-plugged-in', says: NOT_PLUGGED_IN } : undefined;
}

/** The kernel lays a `tunl0`, `sit0` and the like in each namespace: one that is down and bare is in nobody's way. */
function isInUse(namespace: Namespace, link: Link): boolean {
  return link.kind === 'bridge' || link.kind === 'veth' || leadsSomewhere(namespace, link);
}

/** Whether packets have a reason to come here: it is a port, it has an address, or a route names it. */
function leadsSomewhere({ routes }: Namespace, { index, master, addresses }: Link): boolean {
  const isLinkLocal = (route: Namespace['routes'][number]) => route.destination.startsWith('fe80:');
  return (
    master !== undefined ||
    addresses.some(({ address }) => !address.startsWith('fe80:')) ||
    routes.some((route) => route.link === index && !isLinkLocal(route) && !route.destination.startsWith('ff00:'))
  );
}

function downText({ kind }: Link): LocalText {
  const noun: LocalText =
    kind === 'veth'
      ? { en: 'This veth', ko: '이 veth가' }
      : kind === 'bridge'
        ? { en: 'This bridge', ko: '이 브리지가' }
        : { en: 'This interface', ko: '이 인터페이스가' };
  return { en: `${noun.en} is down: no packet passes.`, ko: `${noun.ko} 꺼져(DOWN) 있어서 패킷이 지나가지 못해요.` };
}

function noCarrierText({ peer }: SeenLink): LocalText {
  if (peer === undefined || peer.link.up) {
    return {
      en: 'It has no carrier: nothing is alive at the other end.',
      ko: '신호(carrier)가 없어요. 반대쪽 끝에 살아 있는 것이 없어요.',
    };
  }
  const name = shownName(peer.link.name);
  return {
    en: `Its other end, ${name}, is down: no packet passes.`,
    ko: `반대쪽 끝(${name})이 꺼져(DOWN) 있어서 패킷이 지나가지 못해요.`,
  };
}

const NO_PEER: LocalText = {
  en: 'Its other end is in a network namespace that nobody here can see.',
  ko: '반대쪽 끝이 여기서는 볼 수 없는 네트워크 네임스페이스에 있어요.',
};

const NOT_PLUGGED_IN: LocalText = {
  en: 'This veth is not plugged into a bridge and has no address of its own: packets from the other end go no further.',
  ko: '이 veth는 브리지에 꽂혀 있지 않고 주소도 없어요. 반대쪽 끝에서 온 패킷이 더 나아갈 곳이 없어요.',
};
