import type { Link } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import type { Packet } from './packet.ts';
import { atStart, shownLink } from './places.ts';
import { shownWay } from './shown-packet.ts';

/** Sentences on the way from one interface to the next. `place` is a namespace's name in both languages. */

export function saySends(place: LocalText, packet: Packet): LocalText {
  const way = shownWay(packet);
  switch (packet.kind) {
    case 'syn':
      return { en: `${atStart(place.en)} asks for a TCP connection (${way}).`, ko: `${place.ko}가 TCP 연결을 요청해요(${way}).` };
    case 'echo-request':
      return { en: `${atStart(place.en)} sends a ping (${way}).`, ko: `${place.ko}가 ping을 보내요(${way}).` };
    case 'syn-ack':
      return {
        en: `${atStart(place.en)} accepts the connection (${way}).`,
        ko: `${place.ko}가 연결을 받아들이는 응답을 보내요(${way}).`,
      };
    case 'echo-reply':
      return { en: `${atStart(place.en)} answers the ping (${way}).`, ko: `${place.ko}가 ping에 응답해요(${way}).` };
    case 'reset':
      return { en: `${atStart(place.en)} refuses with a TCP reset (${way}).`, ko: `${place.ko}가 TCP RST로 거절해요(${way}).` };
    case 'error':
      return {
        en: `${atStart(place.en)} tells the sender by ICMP that it goes no further (${way}).`,
        ko: `${place.ko}가 더 갈 수 없다고 ICMP로 알려요(${way}).`,
      };
    default:
      return packet.kind satisfies never;
  }
}

export function sayRoute(place: LocalText, link: Link, gateway: string | undefined): LocalText {
  const out = shownLink(link);
  if (gateway === undefined) {
    return {
      en: `${atStart(place.en)} finds the destination on the network of ${out} and sends straight there.`,
      ko: `${place.ko}의 라우팅 테이블을 보니 목적지가 ${out} 인터페이스와 같은 네트워크에 있어요. 그래서 바로 보내면 돼요.`,
    };
  }
  return {
    en: `${atStart(place.en)} sends it out of ${out}, to the gateway ${gateway}.`,
    ko: `${place.ko}의 라우팅 테이블에 따라 ${out} 인터페이스로 나가 게이트웨이(${gateway})에 넘겨요.`,
  };
}

export function sayToItself(place: LocalText, address: string): LocalText {
  return {
    en: `${address} is an address of ${place.en} itself, so the packet stays inside, on lo.`,
    ko: `${address}: ${place.ko} 자신의 주소예요. 패킷은 밖으로 나가지 않고 lo를 지나요.`,
  };
}

export function sayNeighbour(nextHop: string, owner: LocalText, link: Link): LocalText {
  return {
    en: `${atStart(owner.en)} answers the ARP question for ${nextHop}${link.mac === undefined ? '' : ` with ${link.mac}`}.`,
    ko: `ARP로 ${nextHop}의 MAC 주소를 물으면 ${owner.ko}가 대답해요${link.mac === undefined ? '' : `(${link.mac})`}.`,
  };
}

export function sayWire(from: string, to: string, owner: LocalText): LocalText {
  return {
    en: `It passes the veth pair from ${from} to ${to} (${owner.en}).`,
    ko: `veth 쌍을 지나요: ${from} → ${to}(${owner.ko}).`,
  };
}

export function sayBridge(bridge: Link, inPort: Link | undefined, outPort: Link | undefined): LocalText {
  const name = shownLink(bridge);
  if (inPort === undefined) {
    const out = outPort === undefined ? '' : shownLink(outPort);
    return {
      en: `The bridge ${name} sends it out of its port ${out}.`,
      ko: `${name} 브리지가 ${out} 포트로 내보내요.`,
    };
  }
  const from = shownLink(inPort);
  if (outPort === undefined) {
    return {
      en: `It comes in by port ${from} and is for the bridge ${name} itself.`,
      ko: `${from} 포트로 들어왔고, ${name} 브리지 자신에게 온 프레임이에요.`,
    };
  }
  return {
    en: `The bridge ${name} passes it from port ${from} to port ${shownLink(outPort)}.`,
    ko: `${name} 브리지가 ${from} 포트에서 ${shownLink(outPort)} 포트로 옮겨 줘요.`,
  };
}
