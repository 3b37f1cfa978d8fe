import type { Observation } from '../../../../sandbox/observation.ts';
import { answerWords } from '../../../core/answer.ts';
import { defineCheck, defineQuestion } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, withDefaultBridge } from '../../../core/default-bridge.ts';
import type { LocalText } from '../../../core/local-text.ts';
import { isLive, type Plug, pluggedContainers } from '../../../core/network.ts';
import { cableThings } from '../../../core/thing.ts';
import { failedUnplugged } from '../../../core/unplugged.ts';
import { type Failed, failed, passed, type Verdict } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED: LocalText = {
  en: 'Two containers are plugged into docker0, so that there are two veths to tell apart.',
  ko: '컨테이너 두 개가 docker0에 꽂혀 있어서, 구별할 veth가 두 개 있어야 해요.',
};

const ASKED: LocalText = {
  en: 'A container of yours, and the veth on the host that belongs to its eth0.',
  ko: '컨테이너 하나의 이름과, 그 컨테이너의 eth0와 짝인 호스트 쪽 veth의 이름',
};

const LOOK: LocalText = {
  en: 'iflink inside the container is the ifindex of its other end on the host.',
  ko: '컨테이너 안의 iflink가 곧 호스트에 있는 반대쪽 끝의 ifindex예요.',
};

/** Docker's shortest ids in use have 12 digits; fewer are enough to mean one. */
const SHORTEST_ID = 4;

export const check = defineCheck({
  subject: ({ observation }) => cableThings(observation, pluggedContainers(observation, DEFAULT_BRIDGE)),
  judge: ({ observation }) =>
    withDefaultBridge(observation, (docker0) => {
      const plugs = livePlugs(observation);
      const namespaces = new Set(plugs.map(({ namespace }) => namespace.id));
      const only = plugs[0];
      if (only === undefined) return failedUnplugged(observation, docker0, EXPECTED);
      if (namespaces.size >= 2) return passed({ ports: plugs.map(({ outside }) => outside.name) });
      return failed('one-container', {
        expected: EXPECTED,
        found: {
          en: `Only one container is plugged in: ${shownName(only.container.name)}, by ${shownName(only.outside.name)}.`,
          ko: `꽂혀 있는 컨테이너가 하나뿐이에요. ${shownName(only.container.name)} 컨테이너가 ${shownName(only.outside.name)} 포트에 있어요.`,
        },
        look: {
          en: 'How many interfaces does `brctl show docker0` list?',
          ko: '`brctl show docker0`에 인터페이스가 몇 개 나오나요?',
        },
      });
    }),
});

export const question = defineQuestion(
  ({ observation, answer }) =>
    withDefaultBridge(observation, () => {
      const plugs = livePlugs(observation);
      const words = answerWords(answer).map((word) => word.split('@')[0] ?? '');
      const named = plugs.filter(({ container }) => words.some((word) => isCalled(container, word)));
      const ports = plugs.filter(({ outside }) => words.includes(outside.name.toLowerCase()));
      return judgePair(named, ports);
    }),
  ({ observation }) => {
    const plug = livePlugs(observation)[0];
    return plug && `${plug.container.name} ${plug.outside.name}`;
  },
);

function judgePair(named: readonly Plug[], ports: readonly Plug[]): Verdict {
  const [plug, port] = [named[0], ports[0]];
  if (plug === undefined) {
    return wrong('container-missing', {
      en: 'The answer names no container that is plugged into docker0.',
      ko: '답에 docker0에 꽂힌 컨테이너의 이름이 없어요.',
    });
  }
  if (port === undefined) {
    return wrong('veth-missing', {
      en: 'The answer names no veth that is plugged into docker0.',
      ko: '답에 docker0에 꽂힌 veth의 이름이 없어요.',
    });
  }
  // Containers that share a namespace share their veth, so ports count by name.
  if (named.length > 1 || new Set(ports.map(({ outside }) => outside.name)).size > 1) {
    return wrong('more-than-one', { en: 'The answer names more than one pair.', ko: '답에 짝이 둘 이상 적혀 있어요.' });
  }
  if (plug.outside !== port.outside) {
    const [name, veth] = [shownName(plug.container.name), shownName(port.outside.name)];
    return wrong('wrong-pair', {
      en: `The other end of ${veth} is not in ${name}, but in another container.`,
      ko: `${veth}의 반대쪽 끝은 ${name} 컨테이너가 아니라 다른 컨테이너에 있어요.`,
    });
  }
  return passed({ container: plug.container.name, veth: plug.outside.name, ifindex: plug.outside.index });
}

function wrong(reason: string, found: LocalText): Failed {
  return failed(reason, { expected: ASKED, found, look: LOOK });
}

function livePlugs(observation: Observation): Plug[] {
  return pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
}

function isCalled({ name, id }: Plug['container'], word: string): boolean {
  return name.toLowerCase() === word || (word.length >= SHORTEST_ID && id.startsWith(word));
}
