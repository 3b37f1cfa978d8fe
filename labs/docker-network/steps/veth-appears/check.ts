import { defineCheck } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, withDefaultBridge } from '../../../core/default-bridge.ts';
import { isLive, pluggedContainers } from '../../../core/network.ts';
import { hostLinkThings } from '../../../core/thing.ts';
import { failedUnplugged } from '../../../core/unplugged.ts';
import { passed } from '../../../core/verdict.ts';

const EXPECTED = {
  en: 'A running container is plugged into docker0 by a veth whose other end is inside the container.',
  ko: '실행 중인 컨테이너가 veth로 docker0에 꽂혀 있고, 그 veth의 반대쪽 끝이 컨테이너 안에 있어야 해요.',
};

export const check = defineCheck({
  subject: ({ observation }) =>
    hostLinkThings(
      observation,
      pluggedContainers(observation, DEFAULT_BRIDGE).map(({ outside }) => outside),
    ),
  judge: ({ observation }) =>
    withDefaultBridge(observation, (docker0) => {
      const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
      if (plugs.length === 0) return failedUnplugged(observation, docker0, EXPECTED);
      return passed({
        ports: plugs.map(({ outside }) => outside.name),
        containers: plugs.map(({ container }) => container.name),
      });
    }),
});
