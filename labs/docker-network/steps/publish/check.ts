import type { Observation } from '../../../../sandbox/observation.ts';
import { answerWords } from '../../../core/answer.ts';
import { defineCheck, defineQuestion } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, withDefaultBridge } from '../../../core/default-bridge.ts';
import { publications, publishedPlugs } from '../../../core/netfilter.ts';
import { ipv4Of, isLive, type Plug, pluggedContainers, runningContainers } from '../../../core/network.ts';
import { containerThings, publishedThing, publishedThings } from '../../../core/thing.ts';
import { failedUnplugged } from '../../../core/unplugged.ts';
import { type Failed, failed, passed } from '../../../core/verdict.ts';
import { shownList, shownName } from '../../../core/wording.ts';

const HOST_PORT = 8080;

const EXPECTED = {
  en: `Two containers are plugged into docker0: one published on host port ${HOST_PORT}, one published nowhere.`,
  ko: `컨테이너 두 개가 docker0에 꽂혀 있어야 해요. 하나는 호스트의 ${HOST_PORT}번 포트로 공개하고, 하나는 공개하지 않아요.`,
};

const ASKED = {
  en: `The address and port that requests to host port ${HOST_PORT} are sent on to.`,
  ko: `호스트의 ${HOST_PORT}번 포트로 온 요청이 전달되는 주소와 포트`,
};

export const check = defineCheck({
  subject: ({ observation }) => publishedThings(observation, { bridge: DEFAULT_BRIDGE, hostPort: HOST_PORT }),
  judge: ({ observation }) =>
    withDefaultBridge(observation, (docker0) => {
      const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
      if (plugs.length === 0) return failedUnplugged(observation, docker0, EXPECTED);
      const open = publishedPlugs(observation, DEFAULT_BRIDGE);
      const published = open.find(({ publication }) => publication.hostPort === HOST_PORT);
      if (published === undefined) return failedNotPublished(observation, plugs);
      const addresses = publications(observation, DEFAULT_BRIDGE).map(({ address }) => address);
      const closed = plugs.find(({ inside }) => !addresses.includes(ipv4Of(inside)?.address ?? ''));
      if (closed === undefined) return failedOnlyPublished(plugs);
      return passed({
        published: published.plug.container.name,
        unpublished: closed.container.name,
        rule: published.publication.accept?.rule.spec ?? '',
      });
    }),
});

function failedNotPublished(observation: Observation, plugs: readonly Plug[]): Failed {
  const claimed = runningContainers(observation).find(({ ports }) => ports.some(({ hostPort }) => hostPort === HOST_PORT));
  if (claimed !== undefined) {
    return failed('rule-missing', {
      expected: EXPECTED,
      found: {
        en: `Docker says that ${shownName(claimed.name)} is published on ${HOST_PORT}, but no iptables rule that takes effect leads there.`,
        ko: `Docker는 ${shownName(claimed.name)} 컨테이너가 ${HOST_PORT}번으로 공개됐다고 하지만, 실제로 그곳으로 이끄는 iptables 규칙이 없어요.`,
      },
      at: containerThings(observation, [claimed]),
      look: {
        en: 'Read `iptables -t nat -S` from PREROUTING on, and the DOCKER chain of `iptables -S`.',
        ko: '`iptables -t nat -S`를 PREROUTING부터 따라가 보고, `iptables -S`의 DOCKER 체인도 보세요.',
      },
    });
  }
  const other = publishedPlugs(observation, DEFAULT_BRIDGE)[0];
  const names = shownList(plugs.map(({ container }) => container.name));
  return failed(other ? 'wrong-port' : 'not-published', {
    expected: EXPECTED,
    found: {
      en: other
        ? `Container ${shownName(other.plug.container.name)} is published on host port ${other.publication.hostPort}, not on ${HOST_PORT}.`
        : `There are containers on docker0 (${names.en}), but no rule leads from host port ${HOST_PORT} to one of them.`,
      ko: other
        ? `${shownName(other.plug.container.name)} 컨테이너가 ${HOST_PORT}번이 아니라 호스트의 ${other.publication.hostPort}번 포트로 공개돼 있어요.`
        : `docker0에 컨테이너가 있지만(${names.ko}), 호스트의 ${HOST_PORT}번 포트에서 그리로 가는 규칙이 없어요.`,
    },
    ...(other && { at: [publishedThing(other.publication)] }),
    look: {
      en: 'Read the PORTS column of `docker ps`: HOST->CONTAINER.',
      ko: '`docker ps`의 PORTS 열을 보세요. 호스트->컨테이너 순서예요.',
    },
  });
}

function failedOnlyPublished(plugs: readonly Plug[]): Failed {
  const names = shownList(plugs.map(({ container }) => container.name));
  return failed('nothing-to-compare', {
    expected: EXPECTED,
    found: {
      en: `Every container on docker0 is published (${names.en}).`,
      ko: `docker0에 있는 컨테이너가 모두 공개돼 있어요(${names.ko}).`,
    },
    look: {
      en: 'Run one more that publishes no port, so that there is something to compare.',
      ko: '비교할 수 있도록, 포트를 공개하지 않은 컨테이너도 하나 있어야 해요.',
    },
  });
}

export const question = defineQuestion(
  ({ observation, answer }) =>
    withDefaultBridge(observation, () => {
      const published = publishedPlugs(observation, DEFAULT_BRIDGE).filter(
        ({ publication }) => publication.hostPort === HOST_PORT,
      );
      const words = answerWords(answer).map((word) => word.replace('/32', '').replace('/tcp', ''));
      const parts = words.flatMap((word) => word.split(':'));
      const right = published.find(({ publication }) => parts.includes(publication.address));
      const port = right?.publication.port;
      if (right && parts.includes(String(port))) return passed({ target: `${right.publication.address}:${port}` });
      return failed(right ? 'wrong-target-port' : 'wrong-target', {
        expected: ASKED,
        found: right
          ? {
              en: 'The address is right; the port at the container is missing, or another.',
              ko: '주소는 맞았어요. 컨테이너 쪽 포트가 빠졌거나 달라요.',
            }
          : {
              en: `No rule sends requests for ${HOST_PORT} on to “${shownName(answer)}”.`,
              ko: `${HOST_PORT}번으로 온 요청을 “${shownName(answer)}” 쪽으로 보내는 규칙은 없어요.`,
            },
        look: {
          en: 'Read --to-destination in `iptables -t nat -S DOCKER`.',
          ko: '`iptables -t nat -S DOCKER`에서 --to-destination을 읽어 보세요.',
        },
      });
    }),
  ({ observation }) => {
    const all = publishedPlugs(observation, DEFAULT_BRIDGE).map(({ publication }) => publication);
    const target = all.find(({ hostPort }) => hostPort === HOST_PORT);
    return target && `${target.address}:${target.port}`;
  },
);
