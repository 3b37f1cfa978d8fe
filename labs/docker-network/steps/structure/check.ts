import type { Observation } from '../../../../sandbox/observation.ts';
import { defineCheck } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, defaultBridgeThings, withDefaultBridge } from '../../../core/default-bridge.ts';
import {
  hostTraffic,
  isInterface,
  outsideTraffic,
  outwardAccepts,
  type PlacedRule,
  packetsSince,
  rulesFrom,
} from '../../../core/netfilter.ts';
import { clientNamespace, hostNamespace, isLive, pluggedContainers } from '../../../core/network.ts';
import { hostLinkThings } from '../../../core/thing.ts';
import { failedUnplugged } from '../../../core/unplugged.ts';
import { failed, passed } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED = {
  en: 'Since you opened this step, a container has sent packets out through docker0 and the host, and answers have come back.',
  ko: '이 단계를 연 뒤로 컨테이너가 보낸 패킷이 docker0와 호스트를 지나 밖으로 나가고, 응답이 돌아와야 해요.',
};

export const check = defineCheck({
  counters: true,
  subject: ({ observation }) => [...defaultBridgeThings(observation), ...outwardThings(observation)],
  judge: ({ observation, baseline }) =>
    withDefaultBridge(observation, (docker0) => {
      const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
      if (plugs.length === 0) return failedUnplugged(observation, docker0, EXPECTED);
      const rules = outwardAccepts(observation, DEFAULT_BRIDGE);
      if (rules.length === 0) return failedRulesMissing(observation);
      const [bridge, outside] = [hostTraffic(baseline, observation, docker0.link.index), outsideTraffic(baseline, observation)];
      // Rules can be laid with any count; what both interfaces on the way have carried bounds the sum.
      const out = Math.min(counted(rules, baseline), bridge.received, outside.sent);
      const back = Math.min(counted(inwardReplies(observation), baseline), bridge.sent, outside.received);
      if (out === 0) return failedNothingOut(shownName(plugs[0]?.outside.name ?? ''));
      if (back === 0) return failedNoReply(out);
      return passed({ forwardedOut: out, forwardedBack: back, client: clientNamespace(observation)?.id ?? 'none' });
    }),
});

/** The host's interface that the client is at the other end of. */
function outwardThings(observation: Observation) {
  const client = clientNamespace(observation)?.id;
  const links = hostNamespace(observation)?.links ?? [];
  return hostLinkThings(
    observation,
    links.filter(({ peer }) => client !== undefined && peer?.namespaceId === client),
  );
}

/** Rules that let answers to what containers sent back onto the bridge. */
function inwardReplies(observation: Observation) {
  return rulesFrom(observation, 'filter', 'FORWARD').filter(
    ({ rule }) =>
      rule.target === 'ACCEPT' &&
      isInterface(rule, 'outInterface', DEFAULT_BRIDGE) &&
      (rule.states?.includes('ESTABLISHED') ?? false),
  );
}

function counted(rules: readonly PlacedRule[], baseline: Observation): number {
  return rules.reduce((total, rule) => total + packetsSince(baseline, rule), 0);
}

function failedRulesMissing(observation: Observation) {
  return failed('rules-missing', {
    expected: EXPECTED,
    found: {
      en: 'No rule of the FORWARD chain lets packets from docker0 out: the rules that Docker added are gone.',
      ko: 'docker0에서 온 패킷을 내보내 주는 FORWARD 규칙이 없어요. Docker가 넣어 둔 규칙이 사라진 상태예요.',
    },
    at: defaultBridgeThings(observation),
    look: {
      en: 'Read `iptables -S FORWARD`. dockerd adds them when it starts.',
      ko: '`iptables -S FORWARD`를 읽어 보세요. 이 규칙은 dockerd가 시작할 때 넣어요.',
    },
  });
}

function failedNothingOut(veth: string) {
  return failed('nothing-went-out', {
    expected: EXPECTED,
    found: {
      en: `A container is plugged in (${veth}), but the host has forwarded no packet from docker0 to another interface since you opened this step.`,
      ko: `컨테이너는 꽂혀 있지만(${veth}), 이 단계를 연 뒤로 호스트가 docker0에서 다른 인터페이스로 넘긴 패킷이 하나도 없어요.`,
    },
    look: {
      en: 'Who sends, and to whom? It is the container that must send, to an address beyond the host, such as the client’s.',
      ko: '누가 누구에게 보냈나요? 보내는 쪽은 컨테이너여야 하고, 받는 쪽은 client처럼 호스트 너머에 있어야 해요.',
    },
  });
}

function failedNoReply(out: number) {
  return failed('no-reply', {
    expected: EXPECTED,
    found: {
      en: `The host has forwarded packets from docker0 (${out}), but no answer has come back to it.`,
      ko: `docker0에서 밖으로 패킷 ${out}개가 나갔지만, 돌아온 응답이 없어요.`,
    },
    look: {
      en: 'Is anybody at the address you sent to? The client is 192.168.0.2.',
      ko: '보낸 주소에 응답할 컴퓨터가 있나요? client의 주소는 192.168.0.2예요.',
    },
  });
}
