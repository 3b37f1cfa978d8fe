import { runStages } from '../../scripts/bootstrap/stage.js';
import { sandboxImage } from '../../scripts/setup/sandbox-image.ts';
import { siteBuild } from '../../scripts/setup/site-build.ts';

/** vitest's global set-up: the image and the pages as the sources stand, also when one test file is run by hand. */
export async function setup(): Promise<void> {
  await runStages([sandboxImage, siteBuild]);
}
