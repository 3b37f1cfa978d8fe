import type { Container } from '../../../../sandbox/observation.ts';
import type { LocalText } from '../../../core/local-text.ts';
import type { Plug } from '../../../core/network.ts';
import type { ThingId } from '../../../core/thing.ts';
import { type Failed, failed } from '../../../core/verdict.ts';
import { shownName } from '../../../core/wording.ts';

const EXPECTED: LocalText = {
  en: 'The container that had lost its network reaches its gateway again, and it is the same container, never restarted.',
  ko: '네트워크를 잃었던 컨테이너가 다시 게이트웨이에 닿아야 해요. 재시작하지 않은, 바로 그 컨테이너여야 해요.',
};

const LAY_AGAIN: LocalText = {
  en: 'Press “Set this step up again” for a new fault.',
  ko: '‘이 단계 다시 준비하기’를 누르면 고장이 새로 준비돼요.',
};

const LOOK_FOR_NO_MASTER: LocalText = {
  en: 'Which veth of the host has no `master`? Compare `ip link` with `brctl show docker0`.',
  ko: '호스트의 veth 중에서 `master`가 없는 것은 무엇인가요? `ip link`와 `brctl show docker0`를 비교해 보세요.',
};

function lookForMaster(bridge: string): LocalText {
  return {
    en: `Which veth shows \`master ${bridge}\` in \`ip link\`? The healthy container's shows another.`,
    ko: `\`ip link\`에서 \`master ${bridge}\`라고 나오는 veth는 무엇인가요? 멀쩡한 컨테이너의 veth와 비교해 보세요.`,
  };
}

export function failedNothingBroken(): Failed {
  return failed('nothing-broken', {
    expected: EXPECTED,
    found: {
      en: 'When this step was opened, no container had lost its connection to docker0, so there is nothing to mend.',
      ko: '이 단계를 열었을 때 docker0와 끊어진 컨테이너가 없었어요. 그래서 고칠 것이 없어요.',
    },
    look: LAY_AGAIN,
  });
}

export function failedReplaced({ name }: Container): Failed {
  return failed('container-replaced', {
    expected: EXPECTED,
    found: {
      en: `The container ${shownName(name)} that was broken no longer exists. A new one in its place is not the one to mend.`,
      ko: `고장 났던 ${shownName(name)} 컨테이너가 사라졌어요. 새로 만든 컨테이너는 고쳐야 할 그 컨테이너가 아니에요.`,
    },
    look: LAY_AGAIN,
  });
}

export function failedStopped({ name, state }: Container): Failed {
  return failed('container-stopped', {
    expected: EXPECTED,
    found: {
      en: `The container ${shownName(name)} is not running (${state}).`,
      ko: `${shownName(name)} 컨테이너가 실행 중이 아니에요(${state}).`,
    },
    look: LAY_AGAIN,
  });
}

export function failedRestarted({ name }: Container, at: readonly ThingId[]): Failed {
  return failed('container-restarted', {
    expected: EXPECTED,
    at,
    found: {
      en: `${shownName(name)} runs, but its processes are new: it was restarted, which gave it a new namespace and a new veth.`,
      ko: `${shownName(name)} 컨테이너가 실행 중이지만 프로세스가 새것이에요. 재시작해서 네임스페이스와 veth를 새로 받은 거예요.`,
    },
    look: LAY_AGAIN,
  });
}

export function failedSomebodyCutOff(): Failed {
  return failed('somebody-cut-off', {
    expected: EXPECTED,
    found: {
      en: 'One of the containers that were set up for you cannot reach its gateway, 172.17.0.1. Docker says that all of them run.',
      ko: '준비해 둔 컨테이너 중 하나가 게이트웨이(172.17.0.1)에 닿지 못하고 있어요. Docker에서는 모두 실행 중이라고 나와요.',
    },
    look: {
      en: 'Which one is it? Let each of them ping the gateway.',
      ko: '어느 컨테이너일까요? 하나씩 게이트웨이로 ping을 보내 보세요.',
    },
  });
}

export function failedGatewaySilent({ name }: Container): Failed {
  return failed('gateway-silent', {
    expected: EXPECTED,
    found: {
      en: `${shownName(name)} asked who has the gateway's address, and nobody answered. Its cable has not been touched yet.`,
      ko: `${shownName(name)} 컨테이너가 게이트웨이의 MAC 주소를 물었지만 대답이 없었어요. 케이블은 아직 그대로예요.`,
    },
    look: {
      en: 'Find the host’s end of its cable by the iflink, and set its line in `ip link` beside the healthy container’s.',
      ko: 'iflink로 호스트 쪽 veth를 찾은 다음, `ip link`에서 멀쩡한 컨테이너의 veth와 한 줄씩 비교해 보세요.',
    },
  });
}

interface Detached {
  /** The bridge that its cable is plugged into instead. */
  readonly otherBridge: string | undefined;
  readonly at: readonly ThingId[];
}

export function failedDetached({ name }: Container, { otherBridge, at }: Detached): Failed {
  const [shown, other] = [shownName(name), otherBridge && shownName(otherBridge)];
  return failed(other ? 'wrong-bridge' : 'still-detached', {
    expected: EXPECTED,
    at,
    found: {
      en: other
        ? `The veth of ${shown} is plugged into ${other}, which is not docker0.`
        : `${shown} runs, but the host's end of its cable is not plugged into docker0.`,
      ko: other
        ? `${shown} 컨테이너의 veth가 docker0가 아니라 ${other}에 꽂혀 있어요.`
        : `${shown} 컨테이너가 실행 중이지만, 호스트 쪽 veth가 docker0에 꽂혀 있지 않아요.`,
    },
    look: other ? lookForMaster(other) : LOOK_FOR_NO_MASTER,
  });
}

export function failedDown({ container, inside, outside }: Plug, at: readonly ThingId[]): Failed {
  const [veth, eth] = [shownName(outside.name), shownName(inside.name)];
  const atHost = !outside.up;
  return failed('still-down', {
    expected: EXPECTED,
    at,
    found: {
      en: `${veth}, which belongs to ${shownName(container.name)}, is a port of docker0, but ${atHost ? 'it' : eth} is down.`,
      ko: `${shownName(container.name)} 컨테이너의 veth(${veth})가 docker0의 포트이긴 하지만, ${atHost ? '그 veth가' : `컨테이너 안의 ${eth} 쪽이`} 꺼져(DOWN) 있어요.`,
    },
    look: { en: 'Look for `state DOWN` in `ip link`.', ko: '`ip link`에서 `state DOWN`을 찾아보세요.' },
  });
}

export function failedNoAnswer({ name }: Container, at: readonly ThingId[]): Failed {
  return failed('no-answer', {
    expected: EXPECTED,
    at,
    found: {
      en: `${shownName(name)} is plugged into docker0 again, but a ping from it to the gateway gets no answer.`,
      ko: `${shownName(name)} 컨테이너가 다시 docker0에 꽂혔지만, 거기서 게이트웨이로 보낸 ping에 응답이 없어요.`,
    },
    look: {
      en: `Does its eth0 still have an address? \`docker exec ${shownName(name)} ifconfig\``,
      ko: `eth0에 아직 주소가 있나요? \`docker exec ${shownName(name)} ifconfig\`를 보세요.`,
    },
  });
}
