import type { Observation } from '../../sandbox/observation.ts';
import { formatAddress } from './address.ts';
import type { LocalText } from './local-text.ts';
import { type Bridge, bridge } from './network.ts';
import { hostLinkThings, hostThings, type ThingId } from './thing.ts';
import { failed, type Verdict } from './verdict.ts';

/** The bridge of Docker's default network. */
export const DEFAULT_BRIDGE = 'docker0';

const RUNNING_DOCKER: LocalText = {
  en: 'Docker runs, and its bridge docker0 is there.',
  ko: 'Docker가 실행 중이고, 그 브리지인 docker0가 있어야 해요.',
};

/** Judges what stands on docker0; says what is missing where Docker or docker0 itself is gone. */
export function withDefaultBridge(observation: Observation, judge: (docker0: Bridge) => Verdict): Verdict {
  const docker0 = bridge(observation, DEFAULT_BRIDGE);
  const answers = observation.docker.state === 'running';
  if (docker0 !== undefined && answers) return judge(docker0);
  if (!answers) {
    return failed('docker-unreachable', {
      expected: RUNNING_DOCKER,
      found: {
        en: 'This machine is not running dockerd, or dockerd does not answer.',
        ko: '이 머신에서 dockerd가 실행 중이 아니거나, 응답하지 않아요.',
      },
      look: {
        en: 'Does `docker ps` answer? If it does not, ask for a fresh machine; your progress stays.',
        ko: '`docker ps`가 응답하나요? 응답하지 않으면 새 머신을 받으세요. 진행 상황은 그대로 남아요.',
      },
    });
  }
  return failed('docker0-missing', {
    expected: RUNNING_DOCKER,
    found: {
      en: 'dockerd runs, but the host has no bridge called docker0: it has been deleted.',
      ko: 'dockerd는 실행 중이지만, 호스트에 docker0라는 브리지가 없어요. 지워진 상태예요.',
    },
    at: hostThings(observation),
    look: {
      en: 'Look at `ip link show type bridge`. dockerd makes docker0 when it starts; a fresh machine has it too.',
      ko: '`ip link show type bridge`를 보세요. docker0는 dockerd가 시작할 때 만들어져요. 새 머신에도 들어 있어요.',
    },
  });
}

/** docker0 as a step's subject, while it is there. */
export function defaultBridgeThings(observation: Observation): ThingId[] {
  const docker0 = bridge(observation, DEFAULT_BRIDGE);
  return docker0 === undefined ? [] : hostLinkThings(observation, [docker0.link]);
}

/** `docker0 (172.17.0.1/16)`. */
export function shownBridge({ link, address }: Bridge): string {
  return address ? `${link.name} (${formatAddress(address)})` : link.name;
}
