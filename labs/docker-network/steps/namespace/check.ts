import type { Observation } from '../../../../sandbox/observation.ts';
import { defineCheck } from '../../../core/check.ts';
import { withDefaultBridge } from '../../../core/default-bridge.ts';
import { hostNamespace, ownNamespace, runningContainers } from '../../../core/network.ts';
import { containerThings } from '../../../core/thing.ts';
import { failedStopped } from '../../../core/unplugged.ts';
import { failed, passed, type Verdict } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED = {
  en: 'A container runs in a NET namespace of its own, with an interface besides lo in it.',
  ko: '컨테이너가 자기만의 NET 네임스페이스에서 실행 중이고, 그 안에 lo 말고도 인터페이스가 있어야 해요.',
};

export const check = defineCheck({
  subject: ({ observation }) => {
    const apart = runningContainers(observation).filter((container) => ownNamespace(observation, container) !== undefined);
    return containerThings(observation, apart);
  },
  judge: ({ observation }) => withDefaultBridge(observation, () => judgeContainers(observation)),
});

function judgeContainers(observation: Observation): Verdict {
  const containers = runningContainers(observation);
  const host = hostNamespace(observation)?.id ?? '';
  const apart = containers.map((container) => ({ container, namespace: ownNamespace(observation, container) }));
  const isolated = apart.find(({ namespace }) => namespace?.links.some(({ name }) => name !== 'lo'));
  if (isolated?.namespace) {
    const { container, namespace } = isolated;
    return passed({ container: container.name, namespace: namespace.id, hostNamespace: host });
  }
  const first = apart[0];
  if (first === undefined) return failedStopped(observation, EXPECTED);
  const name = shownName(first.container.name);
  const at = containerThings(observation, [first.container]);
  if (first.namespace === undefined) {
    return failed('host-network', {
      expected: EXPECTED,
      found: {
        en: `Container ${name} runs, but its NET namespace is the host's own (net:[${host}]).`,
        ko: `${name} 컨테이너가 실행 중이지만, 호스트와 같은 NET 네임스페이스(net:[${host}])를 쓰고 있어요.`,
      },
      at,
      look: {
        en: 'Compare `readlink /proc/self/ns/net` on the host and in the container.',
        ko: '`readlink /proc/self/ns/net`의 결과를 호스트와 컨테이너에서 비교해 보세요.',
      },
    });
  }
  return failed('no-network', {
    expected: EXPECTED,
    found: {
      en: `Container ${name} has a NET namespace of its own (net:[${first.namespace.id}]), but nothing is in it except lo.`,
      ko: `${name} 컨테이너에 자기만의 NET 네임스페이스(net:[${first.namespace.id}])는 있지만, 그 안에 lo밖에 없어요.`,
    },
    at,
    look: {
      en: `Which network was it started with? \`docker inspect ${name}\` shows NetworkMode.`,
      ko: `어느 네트워크로 시작했나요? \`docker inspect ${name}\`에서 NetworkMode를 보세요.`,
    },
  });
}
