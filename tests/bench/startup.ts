import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { loadLabs } from '../../labs/core/load-lab.ts';
import { startEngine } from '../../sandbox/engine/start-engine.ts';
import { imageFiles } from '../../sandbox/image/build-image.ts';
import { ensureImage } from '../../sandbox/image/import-image.ts';
import { PROJECT_DIRECTORY } from '../../scripts/bootstrap/project.js';
import { readEnv } from '../../server/env.ts';
import { limitsOf } from '../../server/session/lab-shelf.ts';
import { launchBrowser } from '../support/browser.ts';
import { openHome } from '../support/live-server.ts';
import { poolStands } from '../support/pool-standing.ts';
import type { BenchContext, Measure } from './bench-report.ts';
import { startInChromium } from './chromium-start.ts';
import { type NaiveStart, startNaively } from './naive-start.ts';
import { type Summary, summaryOf } from './statistics.ts';

const LAB = 'docker-network';
const STARTS = 20;
const SPARES = 2;

/** The naive start, the warm one and the cold one, each 20 times, one after the other on an otherwise idle machine. */
export const measure: Measure = async (context) => {
  const naive = await measureNaive(context);
  const baselineMs = summaryOf(naive.map(({ promptMs }) => promptMs));
  const browser = await launchBrowser();
  await using _browser = { [Symbol.asyncDispose]: () => browser.close() };
  const warmMs = await measureProduct(context, browser, SPARES);
  const coldMs = await measureProduct(context, browser, 0);
  return {
    values: {
      'warm-p95-over-baseline-p50': warmMs.p95 / baselineMs.p50,
      'cold-p50-over-baseline-p50': coldMs.p50 / baselineMs.p50,
    },
    detail: { warmMs, coldMs, baselineMs, baselineParts: partsOf(naive) },
  };
};

async function measureNaive({ progress, signal }: BenchContext): Promise<NaiveStart[]> {
  await using home = openHome();
  const { cache } = readEnv();
  const engine = await startEngine(home.home);
  const image = await ensureImage(engine.docker, imageFiles(cache));
  const lab = (await loadLabs(join(PROJECT_DIRECTORY, 'labs'))).find(({ slug }) => slug === LAB);
  if (lab === undefined) throw new Error(`there is no lab ${LAB}`);
  const starts: NaiveStart[] = [];
  while (starts.length < STARTS) {
    signal.throwIfAborted();
    starts.push(await startNaively({ engine: engine.address, image, cache, limits: limitsOf(lab) }));
    progress(`naive start ${starts.length} of ${STARTS}: ${Math.round(starts.at(-1)?.promptMs ?? 0)} ms`);
  }
  return starts;
}

async function measureProduct({ progress, signal }: BenchContext, browser: Browser, spares: number): Promise<Summary> {
  await using home = openHome();
  await using server = await home.start({ VETHLAB_POOL_SIZE: String(spares) });
  const samples: number[] = [];
  // The first of each asks the server for pages it has not served before; it is done and not counted.
  for (let index = 0; index <= STARTS; index += 1) {
    signal.throwIfAborted();
    await poolStands(server.url, (pool) => pool.spares === spares && pool.alive === spares && pool.booting === 0);
    const clickToPromptMs = await startInChromium(browser, `${server.url}/en/labs/${LAB}`);
    if (index > 0) samples.push(clickToPromptMs);
    progress(`${spares > 0 ? 'warm' : 'cold'} start ${index} of ${STARTS}: ${Math.round(clickToPromptMs)} ms`);
  }
  return summaryOf(samples);
}

/** Where the naive start's time goes. */
function partsOf(starts: readonly NaiveStart[]): Record<keyof NaiveStart, number> {
  const p50 = (key: keyof NaiveStart) => summaryOf(starts.map((start) => start[key])).p50;
  return { runMs: p50('runMs'), dockerMs: p50('dockerMs'), imagesMs: p50('imagesMs'), promptMs: p50('promptMs') };
}
