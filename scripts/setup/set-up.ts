import { runPackages, testPackages } from '../../server/cli/host-packages.ts';
import { readEnv } from '../../server/env.ts';
import { checkDisk } from '../bootstrap/preconditions.js';
import type { Stage } from '../bootstrap/stage.js';
import { runStages } from '../bootstrap/stage.js';
import { debianPackages } from './debian-packages.ts';
import { interruption } from './interrupt.ts';
import { sandboxImage } from './sandbox-image.ts';
import { siteBuild } from './site-build.ts';

const engineTools = debianPackages({
  id: 'debian-packages',
  name: { ko: 'Debian 패키지', en: 'Debian packages' },
  packages: runPackages,
});

const browser = debianPackages({
  id: 'test-browser',
  name: { ko: '테스트용 브라우저', en: 'browser for tests' },
  packages: testPackages,
});

/** What each command needs before it can begin, in the order in which it is made. */
const stagesOf = {
  dev: [engineTools, sandboxImage],
  start: [engineTools, sandboxImage, siteBuild],
  test: [engineTools, browser, sandboxImage, siteBuild],
} as const satisfies Record<string, readonly Stage[]>;

/** Brings the machine up to what a command needs. Rejects with a `SetupProblem`, or when interrupted. */
export async function setUp(purpose: keyof typeof stagesOf): Promise<void> {
  const { home, cache } = readEnv();
  checkDisk(home);
  // Homes that tests and benches make for themselves take the image from where it is built.
  process.env.VETHLAB_CACHE = cache;
  await runStages(stagesOf[purpose], interruption());
}
