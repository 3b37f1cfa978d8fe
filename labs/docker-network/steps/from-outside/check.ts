import type { Observation } from '../../../../sandbox/observation.ts';
import { type CheckInput, defineCheck } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, withDefaultBridge } from '../../../core/default-bridge.ts';
import type { LocalText } from '../../../core/local-text.ts';
import {
  hostTraffic,
  outsideTraffic,
  type PublishedPlug,
  packetsSince,
  publishedPlugs,
  rulesFrom,
  trafficSince,
} from '../../../core/netfilter.ts';
import { clientNamespace, namespaceById } from '../../../core/network.ts';
import { containerThings, placeThing, publishedThing, publishedThings } from '../../../core/thing.ts';
import { type Failed, failed, passed } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const HOST_PORT = 8080;

const EXPECTED: LocalText = {
  en: `Since you opened this step, a request from the client machine has passed the rules for port ${HOST_PORT} to the container.`,
  ko: `이 단계를 연 뒤로, client가 보낸 요청이 ${HOST_PORT}번 포트의 규칙을 지나 컨테이너에 닿아야 해요.`,
};

/**
 * DNAT alone proves little: OUTPUT leads the host's own requests through it too. Only packets that came in by another
 * interface and were forwarded meet the ACCEPT rule of the filter table, and only the client's own interface tells that
 * they are the client's.
 */
export const check = defineCheck({
  counters: true,
  subject: ({ observation }) => publishedThings(observation, { bridge: DEFAULT_BRIDGE, hostPort: HOST_PORT }),
  judge: ({ observation, baseline }) =>
    withDefaultBridge(observation, () => {
      const published = publishedPlugs(observation, DEFAULT_BRIDGE).filter(
        ({ publication }) => publication.hostPort === HOST_PORT,
      );
      const first = published[0];
      if (first === undefined) return failedNotPublished();
      const counts = published.map((each) => count(each, { observation, baseline }));
      const best = counts.find(({ turned, accepted }) => turned > 0 && accepted > 0);
      if (best === undefined) return failedUncounted(first, counts);
      if (!isListening(best.open, observation)) return failedNobodyListens(observation, best.open);
      if (!clientTalked(observation, baseline)) return failedOtherSender(observation, best.accepted);
      const { container } = best.open.plug;
      return passed({ container: container.name, dnatPackets: best.turned, acceptedPackets: best.accepted });
    }),
});

interface Count {
  readonly open: PublishedPlug;
  /** By DNAT, wherever the packets came from. */
  readonly counted: number;
  /** By DNAT, of what came in from outside. */
  readonly turned: number;
  readonly accepted: number;
}

/** What was turned has gone out by the container's port; what was forwarded from outside has come in from there as well. */
function count(open: PublishedPlug, { observation, baseline }: Pick<CheckInput, 'observation' | 'baseline'>): Count {
  const { dnat, accept } = open.publication;
  const delivered = hostTraffic(baseline, observation, open.plug.outside.index).sent;
  const forwarded = Math.min(delivered, outsideTraffic(baseline, observation).received);
  const counted = packetsSince(baseline, dnat, delivered);
  return {
    open,
    counted,
    turned: Math.min(counted, enteredSince(baseline, observation)),
    accepted: accept ? packetsSince(baseline, accept, forwarded) : 0,
  };
}

/** What the nat table was asked about at the door: the host's own requests get to DNAT by OUTPUT, and are not counted here. */
function enteredSince(baseline: Observation, observation: Observation): number {
  return rulesFrom(observation, 'nat', 'PREROUTING')
    .filter(({ chain }) => chain === 'PREROUTING')
    .reduce((sum, placed) => sum + packetsSince(baseline, placed), 0);
}

function isListening({ plug, publication }: PublishedPlug, observation: Observation): boolean {
  const sockets = namespaceById(observation, plug.namespace.id)?.listening ?? [];
  return sockets.some(({ protocol, port }) => protocol === 'tcp' && port === publication.port);
}

/** A machine without a client namespace has no such interface to ask. */
function clientTalked(observation: Observation, baseline: Observation): boolean {
  const client = clientNamespace(observation);
  if (client === undefined) return true;
  const before = namespaceById(baseline, client.id);
  return client.links
    .filter(({ name }) => name !== 'lo')
    .map((link) => trafficSince(before, client, link.index))
    .some(({ sent, received }) => sent > 0 && received > 0);
}

function failedNotPublished(): Failed {
  return failed('not-published', {
    expected: EXPECTED,
    found: {
      en: `No container on docker0 is published on host port ${HOST_PORT}.`,
      ko: `docker0에 호스트의 ${HOST_PORT}번 포트로 공개된 컨테이너가 없어요.`,
    },
    look: {
      en: 'Is the container of the last step still in `docker ps`?',
      ko: '앞 단계의 컨테이너가 아직 `docker ps`에 있나요?',
    },
  });
}

function failedUncounted({ plug, publication }: PublishedPlug, counts: readonly Count[]): Failed {
  const counted = counts.some((each) => each.counted > 0);
  const accepted = counts.some((each) => each.accepted > 0);
  const name = shownName(plug.container.name);
  const at = [publishedThing(publication)];
  if (counted && !accepted) {
    return failed('from-host-only', {
      expected: EXPECTED,
      found: {
        en: `DNAT has counted a request for ${name}, but none was forwarded: it came from the host itself, by OUTPUT.`,
        ko: `${name} 컨테이너로 가는 요청을 DNAT 규칙이 세기는 했지만, 전달(FORWARD)된 것은 없어요. 호스트 자신이 OUTPUT으로 보낸 요청이에요.`,
      },
      at,
      look: { en: 'Which terminal did you type in: host or client?', ko: 'host와 client 중 어느 터미널에서 입력했나요?' },
    });
  }
  return failed(accepted ? 'around-the-port' : 'no-request', {
    expected: EXPECTED,
    found: accepted
      ? {
          en: `Packets were forwarded to ${name}, but none came by host port ${HOST_PORT}: they were sent to the container's own address.`,
          ko: `${name} 컨테이너로 전달된 패킷은 있지만 호스트의 ${HOST_PORT}번 포트로 온 것이 아니에요. 컨테이너 주소로 바로 보낸 패킷이에요.`,
        }
      : {
          en: `${name} is published on ${HOST_PORT}, but its rules have counted no packet since you opened this step.`,
          ko: `${name} 컨테이너가 ${HOST_PORT}번으로 공개돼 있지만, 이 단계를 연 뒤로 그 규칙에 걸린 패킷이 하나도 없어요.`,
        },
    ...(accepted && { at }),
    look: {
      en: `On the client, the host's address is 192.168.0.10.`,
      ko: 'client에서 본 호스트의 주소는 192.168.0.10이에요.',
    },
  });
}

function failedNobodyListens(observation: Observation, { plug, publication }: PublishedPlug): Failed {
  const name = shownName(plug.container.name);
  return failed('nobody-listens', {
    expected: EXPECTED,
    found: {
      en: `Requests reach ${name}, but nothing listens on port ${publication.port} there, so they are refused.`,
      ko: `요청이 ${name} 컨테이너까지 가지만, 그 안의 ${publication.port}번 포트에서 기다리는 프로그램이 없어서 거절돼요.`,
    },
    at: containerThings(observation, [plug.container]),
    look: {
      en: 'Which port does the program in the container listen on?',
      ko: '컨테이너 안의 프로그램은 몇 번 포트를 듣고 있나요?',
    },
  });
}

function failedOtherSender(observation: Observation, accepted: number): Failed {
  const client = clientNamespace(observation);
  return failed('not-from-client', {
    expected: EXPECTED,
    found: {
      en: `The rule has let new connections through (${accepted}), but the client's eth0 has carried nothing since you opened this step.`,
      ko: `규칙이 새 연결 ${accepted}개를 통과시켰지만, 그동안 client의 eth0를 오간 패킷은 없어요.`,
    },
    ...(client && { at: [placeThing(client)] }),
    look: { en: 'Send the request from the client terminal.', ko: 'client 터미널에서 요청을 보내 보세요.' },
  });
}
