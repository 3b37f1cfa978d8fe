import type { LocalText } from '../local-text.ts';
import { shownName } from '../wording.ts';
import { isSameParty } from './packet.ts';
import { atStart } from './places.ts';
import type { HookEvent, HookPlace } from './run-hook.ts';
import { shownParty } from './shown-packet.ts';
import type { Decision } from './walk-chain.ts';

/** Sentences on what iptables does. */

function chainOf({ table, chain }: Decision): string {
  return `${table}/${shownName(chain)}`;
}

export function sayPasses(place: LocalText, decision: Decision): LocalText {
  const chain = chainOf(decision);
  if (decision.rule === undefined) {
    return {
      en: `No rule stops it on ${place.en}; the policy of ${chain} is ACCEPT.`,
      ko: `${place.ko}의 ${chain} 체인에 막는 규칙이 없고, 기본 정책도 ACCEPT라 통과해요.`,
    };
  }
  return { en: `A rule of ${chain} on ${place.en} lets it pass.`, ko: `${place.ko}의 ${chain} 체인에 있는 규칙이 통과시켜요.` };
}

export function sayStopped(place: LocalText, decision: Decision): LocalText {
  const chain = chainOf(decision);
  if (decision.rule === undefined) {
    return {
      en: `No rule of ${chain} on ${place.en} lets it pass, and the policy is DROP: it is thrown away without a word.`,
      ko: `${place.ko}의 ${chain} 체인에 허용하는 규칙이 없고 기본 정책이 DROP이라, 아무 응답 없이 버려져요.`,
    };
  }
  if (decision.target === 'REJECT') {
    return {
      en: `A REJECT rule of ${chain} on ${place.en} stops it and tells the sender.`,
      ko: `${place.ko}의 ${chain} 체인에 있는 REJECT 규칙에 걸려 막히고, 보낸 쪽에 거절을 알려요.`,
    };
  }
  return {
    en: `A DROP rule of ${chain} on ${place.en} throws it away without a word.`,
    ko: `${place.ko}의 ${chain} 체인에 있는 DROP 규칙에 걸려, 아무 응답 없이 버려져요.`,
  };
}

export function sayUnjudged(place: LocalText): LocalText {
  return {
    en: `Whether this rule on ${place.en} catches the packet cannot be told from here; the walk goes on as if it did not.`,
    ko: `${place.ko}의 이 규칙이 패킷에 걸리는지는 여기서 판단할 수 없어요. 걸리지 않는다고 보고 계속 따라가요.`,
  };
}

type Translated = Extract<HookEvent, { kind: 'translated' }>;

export function sayTranslated(place: LocalText, { decision, before, after }: Translated, hook: HookPlace['hook']): LocalText {
  const isDestination = !isSameParty(before.destination, after.destination);
  const [from, to] = isDestination ? [before.destination, after.destination] : [before.source, after.source];
  const way = isDestination ? `${shownParty(from)} → ${shownParty(to)}` : `${from.address} → ${to.address}`;
  const side: LocalText = isDestination ? { en: 'destination', ko: '목적지' } : { en: 'source', ko: '출발지' };
  if (decision === undefined) {
    return {
      en: `${atStart(place.en)} remembers the connection and turns the ${side.en} back: ${way}.`,
      ko: `${place.ko}의 conntrack이 이 연결을 기억하고 있어서 ${side.ko} 주소를 되돌려요: ${way}`,
    };
  }
  return {
    en: `${decision.target} in ${hook} on ${place.en} changes the ${side.en}: ${way}.`,
    ko: `${place.ko}의 ${hook} 단계에서 ${decision.target} 규칙이 ${side.ko} 주소를 바꿔요: ${way}`,
  };
}
