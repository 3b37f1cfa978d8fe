import type { LocalText } from '../local-text.ts';
import { shownName } from '../wording.ts';
import { isTcp, type Packet, type Party } from './packet.ts';
import { atStart } from './places.ts';
import { shownParty } from './shown-packet.ts';
import type { ProxiedPort } from './target-service.ts';

/** Sentences on how a walk ends. */

export function sayListens(place: LocalText, { port }: Party): LocalText {
  return {
    en: `${atStart(place.en)} has a process that listens on port ${port}.`,
    ko: `${place.ko}에서 ${port}번 포트에서 기다리는 프로세스가 받아요.`,
  };
}

export function sayEchoes(place: LocalText): LocalText {
  return { en: `${atStart(place.en)} gets the ping.`, ko: `${place.ko}가 ping을 받아요.` };
}

export function sayIgnoresPing(place: LocalText): LocalText {
  return {
    en: `${atStart(place.en)} gets the ping and is told not to answer (icmp_echo_ignore_all).`,
    ko: `${place.ko}가 ping을 받지만 응답하지 않도록 설정돼 있어요(icmp_echo_ignore_all).`,
  };
}

export function sayNobodyListens(place: LocalText, { port }: Party, elsewhere: string | undefined): LocalText {
  if (elsewhere === undefined) {
    return {
      en: `Nothing listens on port ${port} of ${place.en}.`,
      ko: `${place.ko}의 ${port}번 포트에서 기다리는 프로세스가 없어요.`,
    };
  }
  return {
    en: `What listens on port ${port} of ${place.en} does so at ${elsewhere} only.`,
    ko: `${place.ko}에서 ${port}번 포트는 ${elsewhere} 주소로만 듣고 있어요.`,
  };
}

export function sayProxied({ container, address, port }: ProxiedPort): LocalText {
  const [name, to] = [shownName(container.name), shownParty({ address, port })];
  return {
    en: `No DNAT rule turned it, so docker-proxy on the host takes the connection and opens one of its own to ${to} (container ${name}).`,
    ko: `DNAT 규칙에 걸리지 않아서 호스트의 docker-proxy가 연결을 받고, ${to}(${name} 컨테이너)로 새 연결을 따로 열어요.`,
  };
}

export function sayProxyFails(inner: LocalText): LocalText {
  return {
    en: `docker-proxy on the host takes the connection, but closes it at once: it cannot reach the container itself. ${inner.en}`,
    ko: `호스트의 docker-proxy가 연결은 받지만, 컨테이너에 연결하지 못해 곧 끊어요. ${inner.ko}`,
  };
}

export function sayReached(place: LocalText, packet: Packet): LocalText {
  return isTcp(packet)
    ? { en: `The answer of ${place.en} arrives: the connection stands.`, ko: `${place.ko}의 응답이 도착해서 연결이 맺어져요.` }
    : { en: `The answer of ${place.en} arrives.`, ko: `${place.ko}의 응답이 도착해요.` };
}

export function sayNoWayBack(because: LocalText): LocalText {
  return { en: `The answer gets lost on the way back. ${because.en}`, ko: `응답이 돌아오는 길에 사라져요. ${because.ko}` };
}

export function sayStranger({ source }: Packet, asked: Party): LocalText {
  return {
    en: `The answer comes from ${shownParty(source)}, and the sender waits for one from ${shownParty(asked)}.`,
    ko: `응답의 출발지가 ${shownParty(source)}라서, ${shownParty(asked)}의 응답을 기다리는 쪽은 자기 것으로 여기지 않아요.`,
  };
}

export function sayNoSource(place: LocalText): LocalText {
  return { en: `${atStart(place.en)} has no address to send from.`, ko: `${place.ko}에는 출발지로 쓸 주소가 없어요.` };
}

export const GONE: LocalText = {
  en: 'The machine that was to send is no longer there.',
  ko: '보내려던 쪽이 이제 없어요.',
};

export const NO_ADDRESS: LocalText = {
  en: 'That is no IPv4 address with a port that a packet could be sent to.',
  ko: '패킷을 보낼 수 있는 IPv4 주소와 포트가 아니에요.',
};

export function withUnjudged(reason: LocalText, count: number): LocalText {
  if (count === 0) return reason;
  return {
    en: `${reason.en} (This may be wrong: ${count === 1 ? '1 rule' : `${count} rules`} on the way could not be judged.)`,
    ko: `${reason.ko} (도중에 판단하지 못한 규칙이 ${count}개 있어서 실제와 다를 수 있어요.)`,
  };
}
