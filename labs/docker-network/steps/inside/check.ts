import type { Observation } from '../../../../sandbox/observation.ts';
import { formatAddress, inSubnet, subnetOf } from '../../../core/address.ts';
import { addressIn } from '../../../core/answer.ts';
import { defineCheck, defineQuestion } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, withDefaultBridge } from '../../../core/default-bridge.ts';
import type { LocalText } from '../../../core/local-text.ts';
import { type Bridge, ipv4Of, isLive, type Plug, pluggedContainers } from '../../../core/network.ts';
import { linkThing } from '../../../core/thing.ts';
import { failedUnplugged } from '../../../core/unplugged.ts';
import { type Failed, failed, passed } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED: LocalText = {
  en: "A container's own interface has an address in docker0's network.",
  ko: '컨테이너 안의 인터페이스가 docker0와 같은 네트워크의 주소를 가지고 있어야 해요.',
};

const ASKED: LocalText = { en: "The address of a container's eth0.", ko: '컨테이너 안 eth0의 주소' };

export const check = defineCheck({
  subject: ({ observation }) =>
    pluggedContainers(observation, DEFAULT_BRIDGE).map(({ namespace, inside }) => linkThing(namespace, inside)),
  judge: ({ observation }) =>
    withDefaultBridge(observation, (docker0) => {
      const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
      const first = plugs[0];
      if (first === undefined) return failedUnplugged(observation, docker0, EXPECTED);
      const fitting = plugs.find(({ inside }) => liesIn(docker0, ipv4Of(inside)?.address));
      const address = fitting && ipv4Of(fitting.inside);
      if (fitting === undefined || address === undefined) return failedAddress(first, docker0);
      return passed({ container: fitting.container.name, interface: fitting.inside.name, address: formatAddress(address) });
    }),
});

function failedAddress({ container, namespace, inside }: Plug, docker0: Bridge): Failed {
  const has = ipv4Of(inside);
  const [name, eth] = [shownName(container.name), shownName(inside.name)];
  const subnet = docker0.address ? subnetOf(docker0.address) : 'docker0';
  const found = has
    ? {
        en: `${eth} of ${name} has ${formatAddress(has)}, which is not in ${subnet}.`,
        ko: `${name} 컨테이너의 ${eth}에 ${subnet} 밖의 주소(${formatAddress(has)})가 붙어 있어요.`,
      }
    : {
        en: `${eth} of ${name} has no IPv4 address.`,
        ko: `${name} 컨테이너의 ${eth}에 IPv4 주소가 없어요.`,
      };
  const look = { en: 'Run `ifconfig` inside the container.', ko: '컨테이너 안에서 `ifconfig`를 실행해 보세요.' };
  return failed(has ? 'outside-subnet' : 'no-address', { expected: EXPECTED, found, at: [linkThing(namespace, inside)], look });
}

export const question = defineQuestion(
  ({ observation, answer }) =>
    withDefaultBridge(observation, (docker0) => {
      const { address: given, prefixLength } = addressIn(answer) ?? {};
      const plugs = pluggedContainers(observation, DEFAULT_BRIDGE);
      if (plugs.length === 0) return failedUnplugged(observation, docker0, ASKED);
      const owner = plugs.find(({ inside }) =>
        inside.addresses.some(({ family, address }) => family === 'inet' && address === given),
      );
      const length = owner?.inside.addresses.find(({ address }) => address === given)?.prefixLength;
      if (owner && given && prefixLength !== undefined && prefixLength !== length) return wrongMask(given, prefixLength);
      if (owner && given) return passed({ container: owner.container.name, address: given });
      const { reason, found } = missOf(observation, docker0, given);
      const look = {
        en: 'Read inet addr of eth0 inside the container.',
        ko: '컨테이너 안에서 본 eth0의 inet addr을 읽어 보세요.',
      };
      return failed(reason, { expected: ASKED, found, look });
    }),
  ({ observation }) => {
    const plugs = pluggedContainers(observation, DEFAULT_BRIDGE);
    return plugs.map(({ inside }) => ipv4Of(inside)?.address).find((address) => address !== undefined);
  },
);

function wrongMask(address: string, prefixLength: number): Failed {
  return failed('wrong-mask', {
    expected: ASKED,
    found: {
      en: `${address} is right, but its mask is not /${prefixLength}.`,
      ko: `${address} 주소는 맞지만, 넷마스크가 /${prefixLength} 말고 다른 값이에요.`,
    },
    look: {
      en: 'Read Mask of eth0 inside the container, or what follows the / in `ip addr`.',
      ko: '컨테이너 안에서 본 eth0의 Mask, 또는 `ip addr`에서 / 뒤의 숫자를 읽어 보세요.',
    },
  });
}

function missOf(observation: Observation, docker0: Bridge, given: string | undefined): { reason: string; found: LocalText } {
  if (given === undefined) {
    return { reason: 'not-an-address', found: { en: 'The answer holds no IPv4 address.', ko: '답에 IPv4 주소가 없어요.' } };
  }
  if (given === docker0.address?.address) {
    return {
      reason: 'bridge-address',
      found: {
        en: `${given} is docker0, the container's gateway.`,
        ko: `${given} 주소는 컨테이너의 게이트웨이인 docker0의 것이에요.`,
      },
    };
  }
  const owner = observation.namespaces.flatMap(({ links }) => links).find((link) => ipv4Of(link)?.address === given);
  return owner || !liesIn(docker0, given)
    ? {
        reason: 'outside-subnet',
        found: {
          en: `${given} is not an address of a container on docker0.`,
          ko: `${given} 주소를 가진 컨테이너는 docker0에 없어요.`,
        },
      }
    : {
        reason: 'nobody',
        found: {
          en: `${given} lies in docker0's network, but no running container has it.`,
          ko: `${given} 주소는 docker0의 네트워크 안에 있지만, 지금 그 주소를 가진 컨테이너가 없어요.`,
        },
      };
}

function liesIn(docker0: Bridge, address: string | undefined): boolean {
  return address !== undefined && docker0.address !== undefined && inSubnet(address, docker0.address);
}
