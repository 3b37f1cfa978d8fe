import { answerWords } from '../../../core/answer.ts';
import { defineCheck, defineQuestion } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, defaultBridgeThings, shownBridge, withDefaultBridge } from '../../../core/default-bridge.ts';
import type { LocalText } from '../../../core/local-text.ts';
import { bridge, containersIn, containersOnDefaultBridge } from '../../../core/network.ts';
import { containerThings, hostLinkThings, type ThingId } from '../../../core/thing.ts';
import { type Failed, failed, passed } from '../../../core/verdict.ts';
import { shownList, shownName } from '../../../core/wording.ts';

const EXPECTED: LocalText = {
  en: 'No container runs on the default bridge, and docker0 has no port.',
  ko: '기본 브리지에서 실행 중인 컨테이너가 없고, docker0에 꽂힌 인터페이스도 없어야 해요.',
};

const ASKED: LocalText = { en: "docker0's bridge id on this machine.", ko: '이 머신의 docker0 브리지 id' };

export const check = defineCheck({
  subject: ({ observation }) => defaultBridgeThings(observation),
  judge: ({ observation }) =>
    withDefaultBridge(observation, (docker0) => {
      const inPorts = docker0.ports.flatMap(({ peer }) => (peer ? containersIn(observation, peer.namespace) : []));
      const running = [...new Set([...containersOnDefaultBridge(observation), ...inPorts])];
      const ports = docker0.ports.map(({ link }) => link.name);
      if (running.length > 0) {
        return failedRunning(shownList(running.map(({ name }) => name)), shownList(ports), containerThings(observation, running));
      }
      if (ports.length > 0) {
        return failedStrangePort(
          shownList(ports),
          hostLinkThings(
            observation,
            docker0.ports.map(({ link }) => link),
          ),
        );
      }
      return passed({ bridge: shownBridge(docker0), id: docker0.link.bridge?.id ?? '' });
    }),
});

function failedRunning(names: LocalText, ports: LocalText, places: readonly ThingId[]): Failed {
  const look = { en: 'What does `docker ps` list?', ko: '`docker ps`에 무엇이 나오나요?' };
  if (ports.en === '') {
    return failed('pulled-out', {
      expected: EXPECTED,
      found: {
        en: `docker0 is empty, but containers of the default bridge still run (${names.en}): pulling a veth out by hand only takes their network away.`,
        ko: `docker0는 비었지만 기본 브리지의 컨테이너가 아직 실행 중이에요(${names.ko}). veth만 손으로 뽑으면 컨테이너는 남고 네트워크만 잃어요.`,
      },
      at: places,
      look,
    });
  }
  return failed('container-running', {
    expected: EXPECTED,
    found: {
      en: `docker0 still has ports (${ports.en}): containers run on the default bridge (${names.en}).`,
      ko: `docker0에 아직 포트가 있어요(${ports.ko}). 기본 브리지에서 실행 중인 컨테이너가 있기 때문이에요(${names.ko}).`,
    },
    look,
  });
}

function failedStrangePort(ports: LocalText, at: readonly ThingId[]): Failed {
  return failed('port-without-container', {
    expected: EXPECTED,
    found: {
      en: `No container runs, but docker0 still has a port that was plugged in by hand: ${ports.en}.`,
      ko: `실행 중인 컨테이너는 없지만, docker0에 손으로 꽂은 포트가 남아 있어요: ${ports.ko}`,
    },
    at,
    look: { en: 'Read the interfaces column of `brctl show docker0`.', ko: '`brctl show docker0`의 interfaces 열을 보세요.' },
  });
}

export const question = defineQuestion(
  ({ observation, answer }) =>
    withDefaultBridge(observation, ({ link }) => {
      const id = link.bridge?.id ?? '';
      const given = answerWords(answer)
        .map(bare)
        .filter((word) => word !== '');
      if (given.includes(bare(id))) return passed({ id });
      const isMac = given.includes(bare(link.mac ?? ''));
      return failed(isMac ? 'mac-only' : 'wrong-id', {
        expected: ASKED,
        found: isMac
          ? {
              en: "That is docker0's MAC address. The bridge id has a priority before it.",
              ko: '그것은 docker0의 MAC 주소예요. 브리지 id에는 그 앞에 우선순위가 붙어요.',
            }
          : {
              en: `docker0's bridge id is not “${shownName(answer)}”.`,
              ko: `“${shownName(answer)}” 값은 docker0의 브리지 id가 아니에요.`,
            },
        look: { en: 'Read the second column of `brctl show docker0`.', ko: '`brctl show docker0`의 두 번째 열을 보세요.' },
      });
    }),
  ({ observation }) => bridge(observation, DEFAULT_BRIDGE)?.link.bridge?.id,
);

/** `8000.02420149e168`, `8000:02:42:…` and `0x8000.0242…` are the same id. */
function bare(id: string): string {
  return id
    .toLowerCase()
    .replace(/^0x/, '')
    .replace(/[^0-9a-f]/g, '');
}
