import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/browser.ts';
import { Classroom } from './classroom.ts';
import { HangulKeyboard } from './hangul-keyboard.ts';
import { KeyboardHands } from './keyboard-hands.ts';
import { LabPage } from './lab-page.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

async function enter(path: string) {
  const visitor = await visit(classroom.browser);
  const lab = new LabPage(visitor.page, classroom.url);
  await visitor.page.goto(`${classroom.url}${path}`);
  await untilItHearsKeys(visitor.page);
  return { page: visitor.page, hands: new KeyboardHands(lab), [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose]() };
}

/** The page's scripts have run: the window has a listener for keys. */
async function untilItHearsKeys(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      const { result } = await devtools.send('Runtime.evaluate', { expression: 'window' });
      const { listeners } = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
      return listeners.map(({ type }) => type);
    }, PATIENCE)
    .toContain('keydown');
}

const motion = (page: Page) => page.locator('html').getAttribute('data-motion');
const theme = (page: Page) => page.locator('html').getAttribute('data-theme');
const lessonShare = (page: Page) =>
  page.evaluate(() =>
    Math.round(
      ((document.getElementById('lesson')?.offsetWidth ?? 0) /
        (document.querySelector<HTMLElement>('.split')?.offsetWidth ?? 1)) *
        100,
    ),
  );

describe('The list of commands', () => {
  test('does not take the Enter that ends a syllable for the one that runs a command', async () => {
    await using learner = await enter('/ko/labs/docker-network/docker0');
    const { page, hands } = learner;
    const keyboard = await HangulKeyboard.of(page);
    // With the input method on, the key that opens the list comes without its letter.
    await keyboard.press('KeyK', { control: true });
    await hands.arrivesAt('[data-palette] input');
    await keyboard.composeSeol();
    const chosen = page.locator('[data-palette] [aria-selected=true]');
    await expect.poll(() => chosen.textContent(), PATIENCE).toContain('설');
    await keyboard.press('Enter', { commit: ['설'] });
    expect(await page.locator('[data-palette] input').inputValue()).toBe('설');
    await page.keyboard.insertText('정');
    await expect.poll(() => chosen.getAttribute('data-command'), PATIENCE).toBe('settings');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('dialog', { name: '설정' }).isVisible(), PATIENCE).toBe(true);
  });

  test('leads to a step, to the other language at that step, and to other pages', async () => {
    await using learner = await enter('/ko/labs/docker-network/docker0');
    const { page, hands } = learner;
    await hands.run('step publish', 'publish');
    await page.waitForURL('**/ko/labs/docker-network/publish');
    await hands.arrivesAt('#lesson h1');
    await hands.run('language', 'english');
    await page.waitForURL('**/en/labs/docker-network/publish');
    await hands.arrivesAt('header a[hreflang=en]');
    await hands.run('browser', '브라우저');
    await page.waitForURL('**/en/check-my-browser');
    await hands.press('Control+KeyK');
    await hands.arrivesAt('[data-palette] input');
    const offered = await page
      .locator('[data-palette] [data-command]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-command')));
    expect(offered).toEqual(['language', 'light', 'dark', 'settings', 'keys', 'catalogue']);
  });
});

describe('The key between lesson and machine', () => {
  test('leads back to where one was, and to the lesson where that is out of order by now', async () => {
    await using learner = await enter('/en/labs/docker-network/docker0');
    const { page, hands } = learner;
    const there = '#lesson button';
    await hands.tabTo(there);
    await hands.press('Control+Backquote');
    await hands.arrivesAt('#start-machine');
    await hands.press('Control+Backquote');
    await hands.arrivesAt(there);
    await hands.press('Control+Backquote');
    await hands.arrivesAt('#start-machine');
    await page.locator(there).evaluateAll((buttons) => {
      for (const button of buttons as HTMLButtonElement[]) button.disabled = true;
    });
    await hands.press('Control+Backquote');
    await hands.arrivesAt('#lesson');
    expect(await hands.isAt(there)).toBe(false);
  });
});

describe('Settings', () => {
  test('made by keyboard are there after a reload, from the first byte of the page, and can be taken back', async () => {
    await using learner = await enter('/en/labs/docker-network/docker0');
    const { page, hands } = learner;
    expect([await motion(page), await theme(page), await lessonShare(page)]).toEqual(['system', 'light', 48]);
    await hands.press('Control+Comma');
    await hands.arrivesAt('[role=dialog]');
    await hands.tabTo('input[value=system]');
    await hands.press('ArrowRight', 'ArrowRight');
    await expect.poll(() => theme(page), PATIENCE).toBe('dark');
    await hands.tabTo('input[value=system]');
    await hands.press('ArrowRight');
    await expect.poll(() => motion(page), PATIENCE).toBe('less');
    await hands.tabTo('input[type=range]');
    await hands.press('ArrowRight', 'ArrowRight');
    await hands.tabTo('input[min="25"]');
    await hands.press(...Array.from({ length: 12 }, () => 'ArrowRight'));
    await expect.poll(() => lessonShare(page), PATIENCE).toBe(60);
    await page.reload();
    expect([await motion(page), await theme(page), await lessonShare(page)]).toEqual(['less', 'dark', 60]);
    expect(await (await page.request.get(page.url())).text()).toContain('data-motion="less"');
    expect(await page.evaluate(() => localStorage.getItem('vethlab-terminal'))).toContain('"fontSizePx":16');

    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Reset to defaults' }).click();
    await expect.poll(() => lessonShare(page), PATIENCE).toBe(48);
    expect([await motion(page), await theme(page)]).toEqual(['system', 'light']);
  });

  test('and hints hold for the page where the browser keeps nothing', async () => {
    await using learner = await enter('/en');
    const { page, hands } = learner;
    const broken: string[] = [];
    page.on('pageerror', ({ message }) => broken.push(message));
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      });
    });
    await page.goto(`${classroom.url}/en/labs/docker-network/docker0`);
    await page.locator('[data-hints] button').click();
    await page.locator('[data-hints] li').waitFor();
    await hands.press('Control+Comma');
    await hands.tabTo('[role=switch]');
    await hands.press('Space');
    await expect.poll(() => page.locator('[role=switch]').first().isChecked(), PATIENCE).toBe(true);
    expect(broken).toEqual([]);
  });

  test('that somebody else has put there do no harm', async () => {
    await using learner = await enter('/en');
    const { page } = learner;
    const broken: string[] = [];
    page.on('pageerror', ({ message }) => broken.push(message));
    await page.evaluate(() => {
      for (const key of ['vethlab-terminal', 'vethlab-map', 'vethlab-theme'])
        localStorage.setItem(key, '{"isShown":"<img src=x>"');
    });
    const cookies = ['vethlab-motion', 'vethlab-split'].map((name) => ({ name, value: '"><script>', url: classroom.url }));
    await page.context().addCookies(cookies);
    await page.goto(`${classroom.url}/en/labs/docker-network/docker0`);
    expect([await motion(page), await lessonShare(page)]).toEqual(['system', 48]);
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect.poll(() => page.getByRole('dialog').getByText('14 px').isVisible(), PATIENCE).toBe(true);
    expect(broken).toEqual([]);
  });
});
