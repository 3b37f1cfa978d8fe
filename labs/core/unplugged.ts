import type { Container, Observation } from '../../sandbox/observation.ts';
import { DEFAULT_BRIDGE, shownBridge } from './default-bridge.ts';
import type { LocalText } from './local-text.ts';
import {
  type Bridge,
  containersIn,
  containersOnDefaultBridge,
  isLive,
  ownNamespace,
  pluggedContainers,
  runningContainers,
} from './network.ts';
import { cableEndThings, containerThings, deadEndThings, hostLinkThings } from './thing.ts';
import { type Failed, failed, type Why } from './verdict.ts';
import { shownList, shownName } from './wording.ts';

type Finding = Pick<Why, 'found' | 'look' | 'at'> & { readonly reason: string };

/** Tells why too few containers hang on docker0: what is there instead, from the nearest miss to nothing at all. */
export function failedUnplugged(observation: Observation, docker0: Bridge, expected: LocalText): Failed {
  const { reason, ...why } =
    deadPlug(observation) ??
    strangePort(observation, docker0) ??
    detached(observation) ??
    elsewhere(observation) ??
    stopped(observation) ??
    nothing(docker0);
  return failed(reason, { expected, ...why });
}

/** Tells that no container runs at all, and what there is instead. */
export function failedStopped(observation: Observation, expected: LocalText): Failed {
  const { reason, ...why } = stopped(observation) ?? {
    reason: 'no-container',
    found: { en: 'No container runs on this machine.', ko: '이 머신에서 실행 중인 컨테이너가 없어요.' },
    look: { en: 'What does `docker ps` list?', ko: '`docker ps`에 무엇이 나오나요?' },
  };
  return failed(reason, { expected, ...why });
}

function deadPlug(observation: Observation): Finding | undefined {
  const dead = pluggedContainers(observation, DEFAULT_BRIDGE).find((plug) => !isLive(plug));
  if (dead === undefined) return undefined;
  const name = shownName(dead.container.name);
  const where: LocalText = dead.outside.up
    ? {
        en: `${shownName(dead.inside.name)} inside the container is down`,
        ko: `컨테이너 안의 ${shownName(dead.inside.name)} 인터페이스가 꺼져(DOWN) 있어요`,
      }
    : { en: 'that veth is down', ko: '그 veth가 꺼져(DOWN) 있어요' };
  return {
    reason: 'plug-down',
    at: deadEndThings(observation, dead),
    found: {
      en: `${shownName(dead.outside.name)} joins container ${name} to docker0, but ${where.en}.`,
      ko: `${name} 컨테이너를 docker0에 잇는 veth(${shownName(dead.outside.name)})는 있지만, ${where.ko}.`,
    },
    look: { en: 'Compare the state in `ip link` on both ends.', ko: '양쪽 끝의 상태를 `ip link`로 비교해 보세요.' },
  };
}

function strangePort(observation: Observation, docker0: Bridge): Finding | undefined {
  const strange = docker0.ports.filter(({ peer }) => !peer || containersIn(observation, peer.namespace).length === 0);
  const port = strange[0];
  if (port === undefined) return undefined;
  const names = shownList(strange.map(({ link }) => link.name));
  return {
    reason: 'port-without-container',
    at: hostLinkThings(
      observation,
      strange.map(({ link }) => link),
    ),
    found: {
      en: `docker0 has a port (${names.en}, kind ${shownName(port.link.kind)}), but its other end is in no running container.`,
      ko: `docker0에 포트(${names.ko}, 종류 ${shownName(port.link.kind)})가 있지만, 그 반대쪽 끝이 실행 중인 컨테이너 안에 있지 않아요.`,
    },
    look: {
      en: 'Where is the other end? `ip -d link show` tells the kind and the peer of each interface.',
      ko: '반대쪽 끝은 어디에 있나요? `ip -d link show`가 인터페이스의 종류와 짝을 알려 줘요.',
    },
  };
}

function detached(observation: Observation): Finding | undefined {
  const plugged = pluggedContainers(observation, DEFAULT_BRIDGE).map(({ container }) => container);
  const lost = containersOnDefaultBridge(observation).find((container) => !plugged.includes(container));
  if (lost === undefined) return undefined;
  return {
    reason: 'detached',
    at: cableEndThings(observation, lost),
    found: {
      en: `Container ${shownName(lost.name)} runs and belongs to the default bridge network, but no veth joins it to docker0.`,
      ko: `${shownName(lost.name)} 컨테이너는 실행 중이고 기본 브리지 네트워크 소속이지만, docker0에 이어 주는 veth가 없어요.`,
    },
    look: { en: 'Look at the interfaces column of `brctl show docker0`.', ko: '`brctl show docker0`의 interfaces 열을 보세요.' },
  };
}

function elsewhere(observation: Observation): Finding | undefined {
  const container = runningContainers(observation)[0];
  if (container === undefined) return undefined;
  const place = placeOf(observation, container);
  return {
    reason: place.reason,
    at: containerThings(observation, [container]),
    found: {
      en: `Container ${shownName(container.name)} runs, but ${place.en}, so it is not plugged into docker0.`,
      ko: `${shownName(container.name)} 컨테이너가 실행 중이지만, ${place.ko} docker0에 꽂혀 있지 않아요.`,
    },
    look: {
      en: `Look at the networks of \`docker inspect ${shownName(container.name)}\`.`,
      ko: `\`docker inspect ${shownName(container.name)}\`의 네트워크 부분을 보세요.`,
    },
  };
}

function placeOf(observation: Observation, container: Container): LocalText & { readonly reason: string } {
  const namespace = ownNamespace(observation, container);
  if (namespace === undefined) {
    return { reason: 'host-network', en: "it shares the host's own network", ko: '호스트의 네트워크를 그대로 함께 쓰고 있어서' };
  }
  if (namespace.links.every(({ kind, name }) => kind === 'loopback' || name === 'lo')) {
    return { reason: 'no-network', en: 'it has no interface but lo', ko: 'lo 말고는 인터페이스가 없어서' };
  }
  const networks = shownList(container.networks.map(({ name }) => name));
  return {
    reason: 'other-network',
    en: `it is on another network (${networks.en})`,
    ko: `다른 네트워크(${networks.ko})에 있어서`,
  };
}

function stopped(observation: Observation): Finding | undefined {
  if (observation.docker.state !== 'running' || observation.docker.containers.length === 0) return undefined;
  const names = shownList(observation.docker.containers.map(({ name, state }) => `${name} (${state})`));
  return {
    reason: 'container-stopped',
    found: {
      en: `No container is running; all there is: ${names.en}. A stopped container has no network namespace and no veth.`,
      ko: `실행 중인 컨테이너가 없어요. 있는 것은 ${names.ko}뿐이에요. 멈춘 컨테이너에는 네임스페이스도 veth도 없어요.`,
    },
    look: {
      en: 'Look at STATUS in `docker ps -a`: a container lives only as long as its first process.',
      ko: '`docker ps -a`의 STATUS를 보세요. 컨테이너는 첫 프로세스가 살아 있는 동안만 살아 있어요.',
    },
  };
}

function nothing(docker0: Bridge): Finding {
  return {
    reason: 'no-container',
    found: {
      en: `${shownBridge(docker0)} exists, but nothing is plugged into it: no container runs on the default bridge.`,
      ko: `${shownBridge(docker0)} 브리지는 있지만, 아무것도 꽂혀 있지 않아요. 기본 브리지에서 실행 중인 컨테이너가 없어요.`,
    },
    look: { en: 'What does `docker ps` list?', ko: '`docker ps`에 무엇이 나오나요?' },
  };
}
