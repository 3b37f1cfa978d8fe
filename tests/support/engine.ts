import { mkdtempSync, rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startEngine } from '../../sandbox/engine/start-engine.ts';
import { stopEngine } from '../../sandbox/engine/stop-engine.ts';
import { buildImage } from '../../sandbox/image/build-image.ts';
import { ensureImage } from '../../sandbox/image/import-image.ts';
import { readEnv } from '../../server/env.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The engine that all machine tests of this run share; `openTestEngine` gives a part of it of one's own. */
    readonly engine: { readonly home: string; readonly cache: string; readonly image: string };
  }
}

let home: string | undefined;

/** One engine for the whole run. The image comes from the cache; what is missing there is built. */
export async function setup(project: TestProject): Promise<void> {
  const { cache } = readEnv();
  const files = await buildImage({ cache });
  // Not under /tmp: that may be a tmpfs, on which the engine's overlay storage does not work.
  home = mkdtempSync('/var/lib/vethlab-test-');
  const { docker } = await startEngine(home);
  project.provide('engine', { home, cache, image: await ensureImage(docker, files) });
}

export async function teardown(): Promise<void> {
  if (home === undefined) return;
  await stopEngine(home);
  rmSync(home, { recursive: true, force: true });
}
