import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/browser.ts';
import { Classroom } from './classroom.ts';
import { LabPage } from './lab-page.ts';

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

const host = (command: string) => ({ machine: 'host', command }) as const;

async function enter(options: Parameters<typeof visit>[1] = {}) {
  const visitor = await visit(classroom.browser, options);
  const lab = new LabPage(visitor.page, classroom.url);
  await lab.open('en', 'namespace');
  return { lab, pages: () => visitor.context.pages(), [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose]() };
}

const hasTerminalFocus = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('section[data-terminal=host] .xterm') instanceof Element);

const rowHeight = async ({ page }: LabPage) =>
  (await page.locator('section[data-terminal=host] .xterm-rows > div').first().boundingBox())?.height ?? 0;

describe('A learner who sets up the terminal', () => {
  test('makes the text larger by keys and by the menu, and finds it so again', async () => {
    await using learner = await enter();
    const { lab } = learner;
    await lab.startMachine();
    const before = await rowHeight(lab);
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    await lab.page.keyboard.press('Control+Equal');
    await lab.page.keyboard.press('Control+Equal');
    await expect.poll(() => rowHeight(lab)).toBeGreaterThan(before);
    await lab.page.locator('section[data-terminal=host] [data-terminal-controls]').click();
    await lab.page.getByRole('button', { name: 'Larger text' }).click();
    await expect.poll(() => lab.page.getByText('Text size: 17').isVisible()).toBe(true);
    await lab.page.keyboard.press('Escape');
    const after = await rowHeight(lab);
    await lab.page.reload();
    await lab.promptOn('host');
    expect(await rowHeight(lab)).toBe(after);
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    await lab.page.keyboard.press('Control+Digit0');
    await expect.poll(() => rowHeight(lab)).toBe(before);
  });

  test('copies by selecting once that is on', async () => {
    await using learner = await enter({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { lab } = learner;
    await lab.startMachine();
    await lab.type(host('echo pick-me'));
    await lab.page.locator('section[data-terminal=host] [data-terminal-controls]').click();
    await lab.page.getByRole('switch', { name: 'Copy what is selected' }).click();
    const row = lab.page.locator('section[data-terminal=host] .xterm-rows > div', { hasText: /^pick-me/ });
    const { x, y } = (await row.boundingBox()) ?? { x: 0, y: 0 };
    await lab.page.mouse.dblclick(x + 20, y + 8);
    await expect.poll(() => lab.page.evaluate(() => navigator.clipboard.readText())).toContain('pick');
  });

  test('is asked before a program reads the clipboard or writes to it, each time or once for the page', async () => {
    await using learner = await enter({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { lab } = learner;
    await lab.startMachine();
    await lab.page.evaluate(() => navigator.clipboard.writeText('비밀'));
    const ask = String.raw`stty -echo; printf '\e]52;c;?\a'; read -r -d $'\a' -t 20 answer; stty echo; echo "$answer" | cat -v | tail -c 12`;
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    await lab.page.keyboard.type(`${ask}\n`);
    await lab.page.getByRole('button', { name: 'This time' }).click();
    await lab.promptOn('host');
    // 비밀 in base64.
    expect(await lab.lastLine('host')).toContain('67mE67CA');
    await lab.page.keyboard.type(`clear; ${ask}\n`);
    await lab.page.getByRole('button', { name: 'Until I leave the page' }).click();
    await lab.promptOn('host');
    await lab.type(host('clear'));
    await lab.type(host(ask));
    expect(await lab.lastLine('host')).toContain('67mE67CA');

    const clipboard = () => lab.page.evaluate(() => navigator.clipboard.readText());
    await lab.page.keyboard.type(`${String.raw`printf '\e]52;c;aGVsbG8=\a'`}\n`);
    await lab.page.getByRole('alertdialog', { name: 'copy to your clipboard' }).waitFor();
    expect(await clipboard()).toBe('비밀');
    await lab.page.getByRole('button', { name: 'This time' }).click();
    await expect.poll(clipboard).toBe('hello');
  });

  test('goes on writing in the lesson while a program asks, and answers when there', async () => {
    await using learner = await enter({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { lab } = learner;
    const { page } = lab;
    await lab.open('en', 'docker0');
    await lab.startMachine();
    const field = page.locator('[data-task=question] input');
    await lab.type(host(String.raw`(sleep 3; printf '\e]52;c;aGVsbG8=\a') &`));
    await field.fill('docker0 ');
    await field.press('End');
    const question = page.getByRole('alertdialog', { name: 'copy to your clipboard' });
    await question.waitFor();
    await page.keyboard.type('172.17.0.1');
    expect(await field.inputValue()).toBe('docker0 172.17.0.1');
    await page.keyboard.press('Control+Backquote');
    await expect.poll(() => question.locator('[data-refuse]').evaluate((no) => no === document.activeElement)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('x');
    await question.locator('[data-refuse]').click();
    await expect.poll(() => hasTerminalFocus(page)).toBe(true);
    expect((await lab.screen('host')).at(-1)).toMatch(/#$/);
  });

  test('is shown where a link leads whose words the machine has chosen, and opens it or does not', async () => {
    await using learner = await enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.startMachine();
    const address = `${classroom.url}/en/check-my-browser?from=terminal`;
    await lab.type(host(String.raw`clear; printf '\e]8;;${address}\e\\https://docs.docker.com\e]8;;\e\\\n'`));
    const link = page.locator('section[data-terminal=host] .xterm-rows > div', { hasText: /^https:\/\/docs/ });
    const question = page.getByRole('alertdialog', { name: 'Open this link?' });
    const press = async () => {
      const { x, y } = (await link.boundingBox()) ?? { x: 0, y: 0 };
      await page.mouse.move(x + 60, y + 8);
      await page.mouse.click(x + 40, y + 8);
      await question.waitFor();
    };
    await press();
    expect(await question.locator('[data-link-address]').textContent()).toBe(address);
    await page.keyboard.press('Enter');
    expect(await question.count()).toBe(0);
    expect(learner.pages()).toHaveLength(1);

    await press();
    const [opened] = await Promise.all([page.waitForEvent('popup'), question.getByRole('button', { name: 'new tab' }).click()]);
    await expect.poll(() => opened.url()).toBe(address);
    expect(await opened.evaluate(() => window.opener)).toBe(null);
  });

  test('sees two terminals side by side and works in both', async () => {
    await using learner = await enter();
    const { lab } = learner;
    await lab.startMachine();
    await lab.page.locator('[data-split]').click();
    await lab.promptOn('host');
    await lab.promptOn('client');
    const boxes = await Promise.all(
      ['host', 'client'].map((name) => lab.page.locator(`section[data-terminal=${name}]`).boundingBox()),
    );
    expect((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0)).toBeLessThanOrEqual((boxes[1]?.x ?? 0) + 1);
    await lab.page.locator('section[data-terminal=client] .xterm-screen').click();
    await expect.poll(() => lab.page.locator('[data-tab=client]').getAttribute('aria-current')).toBe('true');
    await lab.page.keyboard.type('echo from the right\n');
    await expect.poll(() => lab.lastLine('client')).toBe('from the right');
    expect(await lab.page.locator('section[data-terminal=host]').isVisible()).toBe(true);
    await lab.page.reload();
    await lab.promptOn('host');
    await lab.promptOn('client');
    await expect.poll(() => lab.page.locator('section[data-terminal=client]').isVisible()).toBe(true);
    await lab.page.locator('[data-split]').click();
    await expect.poll(() => lab.page.locator('section[data-terminal=client]').isVisible()).toBe(false);
  });

  test('has the missing keys on a phone', async () => {
    await using learner = await enter({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
    const { lab } = learner;
    await lab.page.locator('#tab-machine').tap();
    await lab.page.locator('#start-machine').tap();
    await lab.promptOn('host');
    const bar = lab.page.locator('section[data-terminal=host] [data-key-bar]');
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    await lab.page.keyboard.type('sleep 1000\n');
    await bar.getByRole('button', { name: 'Ctrl, for the next character' }).tap();
    await lab.page.keyboard.type('c');
    await lab.promptOn('host');
    await lab.page.keyboard.type('echo up-and-down\n');
    await expect.poll(() => lab.lastLine('host')).toBe('up-and-down');
    await lab.page.keyboard.type('clear\n');
    await bar.getByRole('button', { name: 'Up', exact: true }).tap();
    await bar.getByRole('button', { name: 'Up', exact: true }).tap();
    await lab.page.keyboard.press('Enter');
    await expect.poll(() => lab.lastLine('host')).toBe('up-and-down');
  });
});
