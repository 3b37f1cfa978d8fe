import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, PROJECT_DIRECTORY } from '../bootstrap/project.js';
import type { Stage } from '../bootstrap/stage.js';
import { compressStatic } from './compress-static.ts';
import { inputHash } from './input-hash.ts';

/** Everything that `next build` reads. */
const INPUTS = [
  'app/**',
  'labs/**',
  'server/protocol/**',
  'sandbox/*.ts',
  'next.config.js',
  'postcss.config.*',
  'tsconfig.json',
  'package-lock.json',
  'scripts/setup/compress-static.ts',
];
const BUILD_ID = join(PROJECT_DIRECTORY, '.next', 'BUILD_ID');
/** Inside the build's own folder, so that deleting the build deletes the claim that it is there. */
const STAMP = join(PROJECT_DIRECTORY, '.next', 'vethlab-inputs');
const NEXT = join(PROJECT_DIRECTORY, 'node_modules', '.bin', 'next');

/** The production build of the pages. */
export const siteBuild: Stage = {
  id: 'site-build',
  name: { ko: '웹 페이지 빌드', en: 'site build' },
  isUpToDate: () => existsSync(BUILD_ID) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputHash(INPUTS),
  async run(log) {
    const hash = inputHash(INPUTS);
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    await log.run([PINNED_NODE, NEXT, 'build'], { cwd: PROJECT_DIRECTORY, env });
    await compressStatic(join(PROJECT_DIRECTORY, '.next', 'static'));
    writeFileSync(STAMP, hash);
  },
};
