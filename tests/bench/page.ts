import type { Browser, Page } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser.ts';
import { openHome } from '../support/live-server.ts';
import { type PageWeight, pageWeight } from '../support/page-weight.ts';
import { poolStands } from '../support/pool-standing.ts';
import type { BenchContext, Measure } from './bench-report.ts';
import { layoutShift, type PaintWatch, watchPaint } from './chromium-paint.ts';
import { percentile, summaryOf } from './statistics.ts';

/** A step with pictures, commands and a question. */
const STEP = 'labs/docker-network/publish';
const LOADS = 12;
const BYTES_PER_KB = 1000;
const TIMEOUT_MS = 60_000;
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 760 };

interface Reader {
  readonly locale: 'ko' | 'en';
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: typeof DESKTOP;
}

const readers: readonly Reader[] = (['ko', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((colorScheme) => [DESKTOP, PHONE].map((viewport) => ({ locale, colorScheme, viewport }))),
);

/**
 * A lesson page as somebody sees it who has never been here: nothing in the cache, each reader 12 times. Language, theme and
 * width take turns, and the worst of them is the value. The baseline is a page of one line, from the same server.
 */
export const measure: Measure = async (context) => {
  await using home = openHome();
  context.progress('start a server');
  await using server = await home.start({ VETHLAB_POOL_SIZE: '1' });
  await poolStands(server.url, ({ spares }) => spares === 1);
  const browser = await launchBrowser();
  try {
    const lines = await loads(context, browser, { url: `${server.url}/_next/static/nothing`, reader: readers[0] as Reader });
    const measured = [];
    for (const reader of readers) {
      context.progress(nameOf(reader));
      measured.push(await measureReader(context, browser, { url: `${server.url}/${reader.locale}/${STEP}`, reader }));
    }
    const started = [];
    for (const viewport of [DESKTOP, PHONE]) {
      context.progress(`start a machine, ${viewport.width} px`);
      started.push({ width: viewport.width, shift: await shiftWithMachine(browser, `${server.url}/ko/${STEP}`, viewport) });
    }
    return {
      values: {
        'lesson-javascript-kb': Math.max(...measured.map(({ javascriptKb }) => javascriptKb)),
        'first-contentful-paint-ms': Math.max(...measured.map(({ paintP75Ms }) => paintP75Ms)),
        'layout-shift': Math.max(...[...measured, ...started].map(({ shift }) => shift)),
      },
      detail: { readers: measured, withMachine: started, oneLinePageMs: summaryOf(lines.map(({ paintMs }) => paintMs)) },
    };
  } finally {
    await browser.close();
  }
};

interface Target {
  readonly url: string;
  readonly reader: Reader;
}

async function measureReader(context: BenchContext, browser: Browser, target: Target) {
  const all = await loads(context, browser, target);
  const paints = all.map(({ paintMs }) => paintMs);
  return {
    reader: nameOf(target.reader),
    javascriptKb: Math.max(...all.map(({ javascriptBytes }) => javascriptBytes)) / BYTES_PER_KB,
    scripts: all[0]?.scripts,
    paintP75Ms: percentile(paints, 75),
    paintMs: summaryOf(paints),
    shift: Math.max(...all.map(({ shift }) => shift)),
  };
}

type Load = PageWeight & PaintWatch;

async function loads({ signal }: BenchContext, browser: Browser, target: Target): Promise<Load[]> {
  const all: Load[] = [];
  while (all.length < LOADS) {
    signal.throwIfAborted();
    all.push(await load(browser, target));
  }
  return all;
}

async function load(browser: Browser, { url, reader: { colorScheme, viewport } }: Target): Promise<Load> {
  await using visitor = await visit(browser, { colorScheme, viewport });
  const { page } = visitor;
  await watchPaint(page);
  await page.goto(url, { waitUntil: 'networkidle' });
  return { ...(await pageWeight(page)), paintMs: await firstPaint(page), shift: await layoutShift(page) };
}

/** What moves by itself while the machine comes, its terminal opens and the map appears; and once more when the page is reloaded. */
async function shiftWithMachine(browser: Browser, url: string, viewport: typeof DESKTOP): Promise<number> {
  await using visitor = await visit(browser, { viewport });
  const { page } = visitor;
  page.setDefaultTimeout(TIMEOUT_MS);
  await watchPaint(page);
  await page.goto(url, { waitUntil: 'networkidle' });
  if (viewport === PHONE) await page.locator('#tab-machine').click();
  await page.locator('#start-machine').click();
  await machineIsThere(page, viewport);
  const first = await layoutShift(page);
  await page.reload();
  await page.locator('h1').first().waitFor();
  if (viewport === PHONE) await page.locator('#tab-machine').click();
  await machineIsThere(page, viewport);
  return Math.max(first, await layoutShift(page));
}

async function machineIsThere(page: Page, viewport: typeof DESKTOP): Promise<void> {
  await page.locator('.xterm-rows', { hasText: 'root@host:' }).first().waitFor();
  if (viewport === PHONE) await page.locator('#tab-map').click();
  await page.locator('.map-bridge').waitFor();
}

async function firstPaint(page: Page): Promise<number> {
  // A page that has all it needs may not have been painted yet.
  const painted = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  return (await painted.jsonValue()) ?? Number.NaN;
}

function nameOf({ locale, colorScheme, viewport }: Reader): string {
  return `${locale}, ${colorScheme}, ${viewport.width} px`;
}
