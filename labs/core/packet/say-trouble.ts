import type { LocalText } from '../local-text.ts';
import { shownName } from '../wording.ts';
import type { RouteAnswer } from './find-route.ts';
import { atStart } from './places.ts';

/** Sentences on what goes wrong other than by a rule of iptables. */

export function sayNoRoute(place: LocalText, destination: string, answer: RouteAnswer): LocalText {
  if (answer.kind === 'barred') {
    const type = shownName(answer.route.type);
    return {
      en: `A route of ${place.en} bars the way to ${destination}: ${type}.`,
      ko: `${place.ko}의 라우팅 테이블이 ${destination} 쪽을 막아 두었어요(${type}).`,
    };
  }
  if (answer.kind === 'broadcast') {
    return {
      en: `${destination} means everybody on the network, not one machine.`,
      ko: `${destination}: 한 대의 주소가 아니라 네트워크 전체를 뜻하는 주소예요.`,
    };
  }
  return {
    en: `${atStart(place.en)} has no route to ${destination}.`,
    ko: `${place.ko}에 ${destination} 쪽으로 가는 경로가 없어요.`,
  };
}

export function sayMartian(place: LocalText, address: string, link: string): LocalText {
  return {
    en: `${atStart(place.en)} lets no packet with the loopback address ${address} pass on ${link} (route_localnet is off).`,
    ko: `${place.ko}는 루프백 주소(${address})가 적힌 패킷을 ${link} 인터페이스에서 받아 주지 않아요(route_localnet이 꺼져 있어요).`,
  };
}

export function sayDisbelieved(place: LocalText, source: string, isOwn: boolean): LocalText {
  return isOwn
    ? {
        en: `${atStart(place.en)} has the source address ${source} itself, so it takes the packet for a forgery and drops it.`,
        ko: `출발지 ${source}: ${place.ko} 자신의 주소이기도 해서, 위조된 패킷으로 보고 버려요.`,
      }
    : {
        en: `${atStart(place.en)} would not answer ${source} by this interface, so it drops the packet (rp_filter).`,
        ko: `${place.ko}가 보기에 출발지 ${source} 쪽으로 돌아가는 길이 이 인터페이스가 아니라서 버려요(rp_filter).`,
      };
}

export function sayNotForwarding(place: LocalText, destination: string): LocalText {
  return {
    en: `The packet is for ${destination}, which is not ${place.en}, and ${place.en} passes nothing on (ip_forward is 0).`,
    ko: `목적지(${destination})가 ${place.ko} 자신이 아닌데, ${place.ko}는 남의 패킷을 전달하지 않아요(ip_forward가 0이에요).`,
  };
}

export function sayOutOfSight(place: LocalText, link: string): LocalText {
  return {
    en: `It leaves ${place.en} by ${link}, and where that leads cannot be seen from here.`,
    ko: `${place.ko}의 ${link} 인터페이스로 나가는데, 그 너머는 여기서 볼 수 없어요.`,
  };
}

export function sayLoop(place: LocalText): LocalText {
  return {
    en: `The packet goes in circles until its time to live has run out, on ${place.en}.`,
    ko: `패킷이 같은 길을 계속 돌다가 ${place.ko}에서 TTL이 다 되어 버려져요.`,
  };
}

export function sayLoopbackDown(place: LocalText, address: string): LocalText {
  return {
    en: `${address} is an address of ${place.en} itself, but lo, by which such packets go, is down.`,
    ko: `${address}: ${place.ko} 자신의 주소지만, 그런 패킷이 지나는 lo 인터페이스가 꺼져 있어요.`,
  };
}
