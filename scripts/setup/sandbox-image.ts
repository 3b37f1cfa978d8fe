import { buildImage, isImageBuilt } from '../../sandbox/image/build-image.ts';
import { readEnv } from '../../server/env.ts';
import type { StageLog } from '../bootstrap/logged-command.js';
import type { Stage } from '../bootstrap/stage.js';
import { explainApt } from './explain-apt.ts';

/** The learners' machine, built from Debian packages into the cache; engines take it from there. */
export const sandboxImage: Stage = {
  id: 'sandbox-image',
  name: { ko: '실습 머신 이미지', en: 'sandbox image' },
  isUpToDate: () => readEnv().engine !== undefined || isImageBuilt(readEnv().cache),
  async run(log: StageLog) {
    const { cache } = readEnv();
    await buildImage({ cache, write: (text) => log.write(text), ...(log.aborted && { signal: log.aborted }) });
  },
  explain: explainApt,
};
