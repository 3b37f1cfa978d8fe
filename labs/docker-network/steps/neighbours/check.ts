import type { Observation } from '../../../../sandbox/observation.ts';
import { defineCheck } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, defaultBridgeThings, withDefaultBridge } from '../../../core/default-bridge.ts';
import type { LocalText } from '../../../core/local-text.ts';
import { trafficSince } from '../../../core/netfilter.ts';
import { ipv4Of, isLive, namespaceById, type Plug, pluggedContainers } from '../../../core/network.ts';
import { containerThings } from '../../../core/thing.ts';
import { failedUnplugged } from '../../../core/unplugged.ts';
import { type Failed, failed, passed } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED: LocalText = {
  en: 'Since you opened this step, two containers on docker0 have exchanged packets with each other.',
  ko: '이 단계를 연 뒤로, docker0에 있는 두 컨테이너가 서로 패킷을 주고받아야 해요.',
};

/** States in which the kernel has learnt the entry from real answers; a permanent one is written by hand. */
const LEARNT = new Set(['reachable', 'stale', 'delay', 'probe']);

/**
 * Packets between ports of one bridge need not pass iptables, so their traces are elsewhere: each container has learnt
 * the other's MAC address, which nobody asks for without wanting to send, and each one's interface has sent and received.
 */
export const check = defineCheck({
  counters: true,
  subject: ({ observation }) => [
    ...defaultBridgeThings(observation),
    ...containerThings(
      observation,
      pluggedContainers(observation, DEFAULT_BRIDGE).map(({ container }) => container),
    ),
  ],
  judge: ({ observation, baseline }) =>
    withDefaultBridge(observation, (docker0) => {
      const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
      const only = plugs[0];
      if (only === undefined) return failedUnplugged(observation, docker0, EXPECTED);
      if (new Set(plugs.map(({ namespace }) => namespace.id)).size < 2) return failedAlone(only);
      const acquainted = pairsThatKnowEachOther(plugs);
      const talking = acquainted.find((pair) => pair.every((plug) => hasTalked(plug, baseline)));
      if (talking) {
        return passed({
          containers: talking.map(({ container }) => container.name),
          packetsSent: talking.map((plug) => String(traffic(plug, baseline).sent)),
        });
      }
      return acquainted[0] ? failedQuiet(acquainted[0]) : failedStrangers(plugs);
    }),
});

function pairsThatKnowEachOther(plugs: readonly Plug[]): [Plug, Plug][] {
  const byAddress = new Map(plugs.map((plug) => [ipv4Of(plug.inside)?.address ?? '', plug]));
  const known = new Map(plugs.map((plug) => [plug, new Set(acquaintances(plug, byAddress))]));
  return plugs.flatMap((plug) =>
    [...(known.get(plug) ?? [])]
      .filter((other) => known.get(other)?.has(plug) ?? false)
      .map((other): [Plug, Plug] => [plug, other]),
  );
}

/** The containers whose MAC address this one has learnt, and rightly. */
function acquaintances(plug: Plug, byAddress: ReadonlyMap<string, Plug>): Plug[] {
  return plug.namespace.neighbours
    .filter(({ state, link }) => LEARNT.has(state) && link === plug.inside.index)
    .flatMap(({ address, mac }) => {
      const other = byAddress.get(address);
      return other && other.namespace !== plug.namespace && other.inside.mac === mac ? [other] : [];
    });
}

function traffic(plug: Plug, baseline: Observation) {
  return trafficSince(namespaceById(baseline, plug.namespace.id), plug.namespace, plug.inside.index);
}

function hasTalked(plug: Plug, baseline: Observation): boolean {
  const { sent, received } = traffic(plug, baseline);
  return sent > 0 && received > 0;
}

function failedAlone({ container }: Plug): Failed {
  return failed('one-container', {
    expected: EXPECTED,
    found: {
      en: `Only ${shownName(container.name)} is plugged into docker0; nobody is there to talk to.`,
      ko: `docker0에 ${shownName(container.name)} 컨테이너 하나만 꽂혀 있어서 이야기할 상대가 없어요.`,
    },
    look: { en: 'How many containers does `docker ps` list?', ko: '`docker ps`에 컨테이너가 몇 개 나오나요?' },
  });
}

function failedQuiet([one, other]: [Plug, Plug]): Failed {
  const [a, b] = [shownName(one.container.name), shownName(other.container.name)];
  return failed('talked-before', {
    expected: EXPECTED,
    found: {
      en: `${a} and ${b} know each other from before, but have exchanged nothing since you opened this step.`,
      ko: `${a} 컨테이너와 ${b} 컨테이너는 전부터 서로 알지만, 이 단계를 연 뒤로는 주고받은 패킷이 없어요.`,
    },
    look: { en: 'Send something from one to the other now.', ko: '지금 한쪽에서 다른 쪽으로 무언가 보내 보세요.' },
  });
}

function failedStrangers(plugs: readonly Plug[]): Failed {
  const [a, b] = [plugs[0], plugs.find(({ namespace }) => namespace !== plugs[0]?.namespace)].map((plug) =>
    plug ? `${shownName(plug.container.name)} (${ipv4Of(plug.inside)?.address ?? '—'})` : '',
  );
  return failed('no-exchange', {
    expected: EXPECTED,
    found: {
      en: `${a} and ${b} are both on docker0, but neither has learnt the other's MAC address: they have not talked.`,
      ko: `${a} 컨테이너와 ${b} 컨테이너가 모두 docker0에 있지만, 서로의 MAC 주소를 아직 몰라요. 이야기한 적이 없다는 뜻이에요.`,
    },
    look: {
      en: 'Who sent, and to which address? `docker exec NAME arp -n` lists whom a container has met.',
      ko: '누가 어느 주소로 보냈나요? `docker exec 이름 arp -n`을 보면 컨테이너가 만난 상대를 알 수 있어요.',
    },
  });
}
