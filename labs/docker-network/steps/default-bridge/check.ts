import type { Observation } from '../../../../sandbox/observation.ts';
import { ipv4Number } from '../../../core/address.ts';
import { answerWords } from '../../../core/answer.ts';
import { defineCheck, defineQuestion } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, defaultBridgeThings, shownBridge, withDefaultBridge } from '../../../core/default-bridge.ts';
import type { LocalText } from '../../../core/local-text.ts';
import { dockerNetwork, hostNamespace } from '../../../core/network.ts';
import { type Failed, failed, passed, type Verdict } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED = {
  en: "The gateway of Docker's default bridge network is docker0's address.",
  ko: 'Docker 기본 브리지 네트워크의 게이트웨이가 docker0의 주소와 같아야 해요.',
};

const ASKED = {
  en: 'The gateway address of the default bridge network, and the host interface that holds it.',
  ko: '기본 브리지 네트워크의 게이트웨이 주소와, 그 주소를 가진 호스트 인터페이스의 이름',
};

const NETWORK_NAME: LocalText = {
  en: '“bridge” is the name of the Docker network. The interface of the host has a name of its own.',
  ko: '“bridge”는 Docker 네트워크의 이름이에요. 호스트의 인터페이스에는 다른 이름이 있어요.',
};

const LOOK = {
  en: 'Read Gateway and com.docker.network.bridge.name in `docker network inspect bridge`.',
  ko: '`docker network inspect bridge`에서 Gateway와 com.docker.network.bridge.name을 읽어 보세요.',
};

export const check = defineCheck({
  subject: ({ observation }) => defaultBridgeThings(observation),
  judge: ({ observation }) =>
    withDefaultBridge(observation, (docker0) => {
      const gateway = dockerNetwork(observation, 'bridge')?.gateway;
      if (gateway !== undefined && holderOf(observation, gateway) === DEFAULT_BRIDGE) {
        return passed({ gateway, interface: DEFAULT_BRIDGE });
      }
      return failed('gateway-mismatch', {
        expected: EXPECTED,
        found: {
          en: `Docker names ${shownName(gateway ?? 'no gateway')}, but the host has ${shownBridge(docker0)}: the address was changed by hand.`,
          ko: `Docker가 아는 게이트웨이(${shownName(gateway ?? '없음')})와 호스트의 브리지(${shownBridge(docker0)})가 서로 달라요. 주소를 손으로 바꾼 상태예요.`,
        },
        at: defaultBridgeThings(observation),
        look: {
          en: 'Compare `ip address show docker0` with `docker network inspect bridge`.',
          ko: '`ip address show docker0`와 `docker network inspect bridge`를 비교해 보세요.',
        },
      });
    }),
});

export const question = defineQuestion(
  ({ observation, answer }) =>
    withDefaultBridge(observation, () => {
      const gateway = dockerNetwork(observation, 'bridge')?.gateway ?? '';
      const words = answerWords(answer).map((word) => word.split('/')[0] ?? '');
      const address = words.find((word) => ipv4Number(word) !== undefined);
      if (address === undefined) {
        return wrong('gateway-missing', { en: 'The answer holds no IPv4 address.', ko: '답에 IPv4 주소가 없어요.' });
      }
      if (address !== gateway) {
        return wrong('wrong-gateway', {
          en: `${address} is not the gateway of the default bridge network.`,
          ko: `${address} 주소는 기본 브리지 네트워크의 게이트웨이가 아니에요.`,
        });
      }
      if (words.includes('bridge')) return wrong('network-name', NETWORK_NAME);
      const names = words.filter((word) => hasHostLink(observation, word));
      return judgeHolder(names, address, holderOf(observation, gateway));
    }),
  ({ observation }) => {
    const gateway = dockerNetwork(observation, 'bridge')?.gateway;
    const holder = gateway && holderOf(observation, gateway);
    return holder && `${gateway} ${holder}`;
  },
);

function judgeHolder(names: readonly string[], gateway: string, holder: string | undefined): Verdict {
  if (names.length === 0) {
    return wrong('interface-missing', {
      en: `The gateway ${gateway} is right; the answer names no interface of the host.`,
      ko: `게이트웨이 ${gateway}까지는 맞았어요. 답에 호스트의 인터페이스 이름이 없어요.`,
    });
  }
  if (holder !== undefined && names.every((name) => name === holder.toLowerCase())) return passed({ gateway, interface: holder });
  const shown = shownName(names.filter((name) => name !== holder).join(', '));
  return wrong('wrong-interface', {
    en: `${gateway} is not an address of ${shown}.`,
    ko: `${shown} 인터페이스에는 ${gateway} 주소가 없어요.`,
  });
}

function wrong(reason: string, found: LocalText): Failed {
  return failed(reason, { expected: ASKED, found, look: LOOK });
}

function holderOf(observation: Observation, address: string): string | undefined {
  return hostNamespace(observation)?.links.find((link) => link.addresses.some((each) => each.address === address))?.name;
}

function hasHostLink(observation: Observation, name: string): boolean {
  return hostNamespace(observation)?.links.some((link) => link.name.toLowerCase() === name) ?? false;
}
