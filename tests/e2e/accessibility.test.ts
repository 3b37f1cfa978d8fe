import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadLabs } from '../../labs/core/load-lab.ts';
import { type Visit, visit } from '../support/browser.ts';
import { pageWeight } from '../support/page-weight.ts';
import { faultsOf, type Look } from './axe.ts';
import { Classroom } from './classroom.ts';
import { LAB, LabPage } from './lab-page.ts';
import { passAllSteps } from './pass-all-steps.ts';

const LOCALES = ['ko', 'en'] as const;
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 760 };
/** What WCAG 2.5.8 asks of a target. */
const FINGER_PX = 24;
const PASTE = 'echo one\n'.repeat(9);
const names = {
  ko: { follow: '패킷 따라가기', table: '표', zoomIn: '확대' },
  en: { follow: 'Follow a packet', table: 'Table', zoomIn: 'Zoom in' },
} as const;

let classroom: Classroom;
let learner: Visit;
let lab: LabPage;
let page: Page;

beforeAll(async () => {
  classroom = await Classroom.open();
  // A finger as well as a mouse, so that the key bar is there; and leave for the clipboard, so that there is something to paste.
  learner = await visit(classroom.browser, { hasTouch: true, permissions: ['clipboard-read', 'clipboard-write'] });
  page = learner.page;
  lab = new LabPage(page, classroom.url);
});

afterAll(async () => {
  await learner[Symbol.asyncDispose]();
  await classroom[Symbol.asyncDispose]();
});

/** Every page without a machine, and what shows that it is all there. */
async function pagesWithoutMachine(): Promise<(readonly [path: string, sign: string])[]> {
  const [docker] = (await loadLabs(join(import.meta.dirname, '../../labs'))).filter(({ slug }) => slug === LAB);
  const steps = docker?.steps.map(({ id }) => [`/labs/${LAB}/${id}`, '#start-machine'] as const) ?? [];
  return [
    ['', 'h1'],
    [`/labs/${LAB}`, '#start-machine'],
    ...steps,
    [`/labs/${LAB}/replay`, 'h1'],
    [`/labs/${LAB}/done`, 'h1'],
    ['/certificates/unknown', 'h1'],
    ['/check-my-browser', '[data-summary]'],
    ['/nowhere', 'h1'],
    ['/labs/nowhere', 'h1'],
    [`/labs/${LAB}/nowhere`, 'h1'],
  ];
}

async function isFaultless(what: string, look?: Look): Promise<void> {
  expect.soft(await faultsOf(page, look), what).toEqual([]);
}

describe('Before a machine is started, axe finds no fault', () => {
  test.each(LOCALES)('on any page, in %s', async (locale) => {
    for (const [path, sign] of await pagesWithoutMachine()) {
      await page.goto(`${classroom.url}/${locale}${path}`);
      await page.locator(sign).first().waitFor();
      await isFaultless(path);
    }
  });
});

describe.each(LOCALES)('In %s, axe finds no fault', (locale) => {
  test('on the workbench: map, table, details, a followed packet', async () => {
    await page.setViewportSize(DESKTOP);
    await lab.open(locale, 'inside');
    if (locale === 'ko') await lab.startMachine();
    await lab.promptOn('host');
    await expect.poll(() => lab.stateOf('check')).toBe(locale === 'ko' ? 'failed' : 'passed');
    await isFaultless('a verdict');
    if (locale === 'ko') await lab.type({ machine: 'host', command: 'docker run -d --name web -p 8080:80 nginx' });
    await page.locator('.map-place[data-kind=container]').click();
    await isFaultless('details of a container');
    await page.getByRole('button', { name: names[locale].follow }).click();
    await page.locator('[data-outcome=reached]').waitFor();
    await isFaultless('a followed packet');
    await page.getByRole('button', { name: names[locale].table, exact: true }).click();
    await page.locator('.map-sheets').waitFor();
    await isFaultless('the table');
  });

  test('in what opens on it: keys, paste, search, menus, two terminals', async () => {
    await lab.open(locale, 'docker0');
    await lab.promptOn('host');
    await lab.turnsGreen('check');
    await page.locator('h1').click();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await isFaultless('help on keys');
    await page.keyboard.press('Escape');
    await inTheTerminal();
    for (const menu of await page.locator('#machine [aria-haspopup]:visible').all()) {
      await menu.click();
      await page.locator('[data-radix-popper-content-wrapper]').waitFor();
      await isFaultless(`menu ${await menu.getAttribute('aria-label')}`);
      await page.keyboard.press('Escape');
      await page.locator('[data-radix-popper-content-wrapper]').waitFor({ state: 'detached' });
    }
    await page.locator('[data-split]').click();
    await lab.promptOn('client');
    await isFaultless('two terminals');
    await page.locator('[data-split]').click();
  });

  test('on a phone', async () => {
    await page.setViewportSize(PHONE);
    await page.locator('#tab-machine').click();
    await page.locator('[data-key-bar]:visible').waitFor();
    await isFaultless('the terminal');
    await page.locator('#tab-map').click();
    await page.locator('.map-bridge').waitFor();
    await isFaultless('the map');
    await page.locator('#tab-lesson').click();
    await page.locator('[aria-controls=step-menu]').click();
    await page.locator('#step-menu').waitFor();
    await isFaultless('the steps');
    await page.setViewportSize(DESKTOP);
  });
});

/** What the terminal opens above itself. */
async function inTheTerminal(): Promise<void> {
  const terminal = page.locator('section[data-terminal=host]');
  await page.evaluate((text) => navigator.clipboard.writeText(text), PASTE);
  await terminal.locator('textarea').focus();
  await page.keyboard.press('Control+Shift+V');
  await terminal.getByRole('alertdialog').waitFor();
  await isFaultless('a question before a paste');
  await page.keyboard.press('Escape');
  await terminal.locator('textarea').focus();
  await page.keyboard.press('Control+Shift+F');
  await terminal.locator('input').waitFor();
  await isFaultless('search in the terminal');
  await page.keyboard.press('Escape');
}

/** How high the smallest thing on the map is. */
function lowestPlug(): Promise<number> {
  const plugs = page.locator('.react-flow__node-plug');
  return plugs.evaluateAll((all) => Math.min(...all.map((each) => each.getBoundingClientRect().height)));
}

describe('The map, zoomed in', () => {
  test('has no target too small for a finger', async () => {
    await lab.open('en', 'docker0');
    await page.locator('.map-place[data-kind=container]').waitFor();
    while ((await lowestPlug()) < FINGER_PX) await page.getByRole('button', { name: names.en.zoomIn }).click();
    await isFaultless('the map, zoomed in', { isMapLarge: true });
  });
});

describe('A lesson page', () => {
  test('takes at most 200 kB of JavaScript before a terminal is opened', async () => {
    await using newcomer = await visit(classroom.browser);
    await newcomer.page.goto(`${classroom.url}/ko/labs/${LAB}/publish`, { waitUntil: 'networkidle' });
    expect((await pageWeight(newcomer.page)).javascriptBytes).toBeLessThanOrEqual(200_000);
  });
});

describe('What a learner keeps', () => {
  test('has no fault either: recording, completion, certificate', async () => {
    await passAllSteps(classroom);
    await classroom.crashAndRestart();
    for (const locale of LOCALES) {
      await page.goto(`${classroom.url}/${locale}/labs/${LAB}/replay`);
      await page.locator('[data-player] .ap-term-text').waitFor();
      await isFaultless(`${locale} replay`);
      await page.goto(`${classroom.url}/${locale}/labs/${LAB}/done`);
      await page.locator('[data-completion=finished]').waitFor();
      await isFaultless(`${locale} completion`);
      if (locale === 'en') continue;
      await page.locator('input[type=text]').fill('홍길동');
      await page.locator('[data-make-certificate]').click();
      await page.locator('[data-standing=genuine]').waitFor();
      await isFaultless('ko certificate');
      await page.goto(page.url().replace('/ko/', '/en/'));
      await page.locator('[data-standing=genuine]').waitFor();
      await isFaultless('en certificate');
    }
  });
});
