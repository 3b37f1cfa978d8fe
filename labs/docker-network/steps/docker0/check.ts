import type { Observation } from '../../../../sandbox/observation.ts';
import { formatAddress } from '../../../core/address.ts';
import { type AddressAnswer, addressIn } from '../../../core/answer.ts';
import { defineCheck, defineQuestion } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, defaultBridgeThings, withDefaultBridge } from '../../../core/default-bridge.ts';
import type { LocalText } from '../../../core/local-text.ts';
import { bridge, hostNamespace, ipv4Of } from '../../../core/network.ts';
import { type Failed, failed, passed } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED = {
  en: 'The bridge docker0 is up and has an IPv4 address.',
  ko: 'docker0 브리지가 켜져(UP) 있고 IPv4 주소를 가지고 있어야 해요.',
};

const ASKED = {
  en: "docker0's address on this machine, with its mask.",
  ko: '이 머신의 docker0 주소와 그 넷마스크',
};

const LOOK = { en: 'Read the inet line of `ifconfig docker0`.', ko: '`ifconfig docker0`의 inet 줄을 읽어 보세요.' };

export const check = defineCheck({
  subject: ({ observation }) => defaultBridgeThings(observation),
  judge: ({ observation }) =>
    withDefaultBridge(observation, ({ link, address }) => {
      const at = defaultBridgeThings(observation);
      if (address === undefined) {
        return failed('no-address', {
          expected: EXPECTED,
          found: { en: 'docker0 is there, but has no IPv4 address.', ko: 'docker0는 있지만 IPv4 주소가 없어요.' },
          at,
          look: LOOK,
        });
      }
      if (!link.up) {
        return failed('docker0-down', {
          expected: EXPECTED,
          found: {
            en: `docker0 has ${formatAddress(address)}, but is switched off (not UP).`,
            ko: `docker0에 ${formatAddress(address)} 주소가 있지만, 꺼져 있어요(UP이 아니에요).`,
          },
          at,
          look: { en: 'Look at the flags in `ip link show docker0`.', ko: '`ip link show docker0`의 플래그를 보세요.' },
        });
      }
      return passed({ address: formatAddress(address), mac: link.mac ?? '' });
    }),
});

export const question = defineQuestion(
  ({ observation, answer }) =>
    withDefaultBridge(observation, ({ address }) => {
      const given = addressIn(answer);
      if (given === undefined) {
        return wrong('not-an-address', {
          en: `“${shownName(answer)}” holds no IPv4 address.`,
          ko: `“${shownName(answer)}”에는 IPv4 주소가 없어요.`,
        });
      }
      if (given.address !== address?.address) return wrongAddress(observation, given.address);
      return given.prefixLength === address.prefixLength ? passed({ address: formatAddress(address) }) : wrongMask(given);
    }),
  ({ observation }) => {
    const address = bridge(observation, DEFAULT_BRIDGE)?.address;
    return address && formatAddress(address);
  },
);

function wrong(reason: string, found: LocalText): Failed {
  return failed(reason, { expected: ASKED, found, look: LOOK });
}

function wrongAddress(observation: Observation, address: string): Failed {
  const owner = hostNamespace(observation)?.links.find((link) => ipv4Of(link)?.address === address)?.name;
  if (owner === undefined) {
    return wrong('wrong-address', {
      en: `No interface of the host has ${address}.`,
      ko: `호스트에 ${address} 주소를 가진 인터페이스가 없어요.`,
    });
  }
  return wrong('wrong-address', {
    en: `${address} is the address of ${shownName(owner)}.`,
    ko: `${address} 주소를 가진 것은 docker0가 아니라 ${shownName(owner)} 인터페이스예요.`,
  });
}

function wrongMask({ address, prefixLength }: AddressAnswer): Failed {
  if (prefixLength === undefined) {
    return wrong('mask-missing', {
      en: `The address ${address} is right; its mask is missing.`,
      ko: `주소 ${address}까지는 맞았어요. 넷마스크가 빠졌어요.`,
    });
  }
  return wrong('wrong-mask', {
    en: `The address is right, the mask /${prefixLength} is not.`,
    ko: `주소는 맞지만 넷마스크가 달라요. docker0의 넷마스크 길이는 /${prefixLength} 말고 다른 값이에요.`,
  });
}
