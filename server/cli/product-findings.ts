import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { engineHome } from '../../sandbox/engine/engine-home.ts';
import { dockerdPid } from '../../sandbox/engine/engine-processes.ts';
import { areKeyLimitsRaised } from '../../sandbox/engine/host-limits.ts';
import { runningEngine } from '../../sandbox/engine/start-engine.ts';
import { isImageBuilt } from '../../sandbox/image/build-image.ts';
import type { Env } from '../env.ts';
import { runningServer } from './end-server.ts';
import { type Finding, verbatim } from './finding.ts';

const BUILD_ID = join(import.meta.dirname, '..', '..', '.next', 'BUILD_ID');
const START_BRINGS_IT = { ko: '`npm start`가 준비해요.', en: '`npm start` brings it.' };

/** What set-up makes, and what of it runs at this moment. */
export async function productFindings(env: Env): Promise<Finding[]> {
  return [image(env), site(), keyLimits(), await engine(env), server(env)];
}

function image({ cache }: Env): Finding {
  return isImageBuilt(cache)
    ? { id: 'image', state: 'there', found: { ko: '실습 머신의 이미지가 있어요.', en: 'The sandbox image is built.' } }
    : {
        id: 'image',
        state: 'missing',
        found: { ko: '실습 머신의 이미지가 없어요.', en: 'The sandbox image is not built.' },
        next: START_BRINGS_IT,
      };
}

function site(): Finding {
  return existsSync(BUILD_ID)
    ? { id: 'site', state: 'there', found: { ko: '웹 페이지가 빌드되어 있어요.', en: 'The pages are built.' } }
    : {
        id: 'site',
        state: 'missing',
        found: { ko: '웹 페이지가 아직 빌드되지 않았어요.', en: 'The pages are not built.' },
        next: START_BRINGS_IT,
      };
}

function keyLimits(): Finding {
  return areKeyLimitsRaised()
    ? {
        id: 'key-limits',
        state: 'there',
        found: { ko: '커널 키의 한도가 충분해요.', en: "The kernel's limit of keys is high enough." },
      }
    : {
        id: 'key-limits',
        state: 'missing',
        found: {
          ko: '커널 키의 한도가 낮아요(kernel.keys.maxkeys).',
          en: "The kernel's limit of keys is low (kernel.keys.maxkeys).",
        },
        next: { ko: '엔진이 켜질 때 스스로 높여요.', en: 'The engine raises it when it starts.' },
      };
}

async function engine(env: Env): Promise<Finding> {
  if (env.engine !== undefined) return { id: 'engine', state: 'there', found: verbatim(`VETHLAB_ENGINE=${env.engine}`) };
  const running = await runningEngine(env.home);
  if (running !== undefined) {
    const pid = dockerdPid(engineHome(env.home));
    return {
      id: 'engine',
      state: 'there',
      found: {
        ko: `엔진이 켜져 있어요(Docker ${running.version}, pid ${pid}).`,
        en: `The engine runs (Docker ${running.version}, pid ${pid}).`,
      },
    };
  }
  return {
    id: 'engine',
    state: 'missing',
    found: { ko: '엔진이 꺼져 있어요.', en: 'The engine does not run.' },
    next: { ko: '`npm start`가 켜요.', en: '`npm start` starts it.' },
  };
}

function server({ home, host, port }: Env): Finding {
  const pid = runningServer(home);
  return pid === undefined
    ? {
        id: 'server',
        state: 'missing',
        found: { ko: '서버가 꺼져 있어요.', en: 'The server does not run.' },
        next: { ko: '`npm start`로 켜세요.', en: 'Start it with `npm start`.' },
      }
    : {
        id: 'server',
        state: 'there',
        found: { ko: `서버가 켜져 있어요(pid ${pid}, ${host}:${port}).`, en: `The server runs (pid ${pid}, ${host}:${port}).` },
      };
}
