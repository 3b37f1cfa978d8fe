import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/browser.ts';
import { FlakyWire } from '../support/flaky-wire.ts';
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
const client = (command: string) => ({ machine: 'client', command }) as const;

describe('A learner whose network blocks WebSockets', () => {
  test.each(['refused', 'swallowed'] as const)('works over HTTP where upgrades are %s', async (upgrades) => {
    await using wire = await FlakyWire.open(classroom.url);
    wire.upgrades = upgrades;
    await using visitor = await visit(classroom.browser);
    const lab = new LabPage(visitor.page, wire.url);
    await lab.open('en', 'namespace');
    await lab.startMachine();
    await expect.poll(() => lab.page.locator('section[data-terminal=host] [data-over-http]').count()).toBe(1);

    await lab.type(host('echo 한글 $((6 * 7))'));
    expect(await lab.lastLine('host')).toBe('한글 42');
    await lab.type(host('docker run -d --name web nginx'));
    await lab.turnsGreen('check');

    await lab.page.keyboard.type("yes 'a flood without end'\n");
    await expect.poll(async () => (await lab.screen('host')).at(-2), { timeout: 30_000 }).toBe('a flood without end');
    await lab.page.keyboard.press('Control+c');
    await lab.promptOn('host');
    await lab.type(host('echo still here'));
    expect(await lab.lastLine('host')).toBe('still here');

    // What was found out once holds for the other terminal, and the one behind comes back as it was.
    const seen = wire.upgradesSeen;
    await lab.type(client('echo from outside'));
    expect(await lab.lastLine('client')).toBe('from outside');
    await lab.type(host('echo back'));
    expect(await lab.lastLine('host')).toBe('back');
    expect(wire.upgradesSeen).toBe(seen);

    // On a network that lets them through, the page goes back to WebSockets, and the shell goes on.
    wire.upgrades = 'pass';
    const overHttp = lab.page.locator('section[data-terminal=host] [data-over-http]');
    await lab.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(() => overHttp.count(), { timeout: 30_000 }).toBe(0);
    await lab.type(host('echo faster'));
    expect((await lab.screen('host')).slice(-4)).toEqual([expect.anything(), expect.anything(), 'faster', expect.anything()]);
    expect(wire.upgradesSeen).toBeGreaterThan(seen);
  });

  test('is told so by the check of the browser, and that labs work all the same', async () => {
    await using wire = await FlakyWire.open(classroom.url);
    wire.upgrades = 'refused';
    await using visitor = await visit(classroom.browser);
    const { page } = visitor;
    await page.goto(`${wire.url}/ko/check-my-browser`);
    await expect.poll(() => page.locator('[data-overall]').getAttribute('data-overall'), { timeout: 30_000 }).toBe('limits');
    expect(await page.locator('[data-check=websocket]').getAttribute('data-state')).toBe('problem');
    expect(await page.locator('[data-check=streaming]').getAttribute('data-state')).toBe('ok');
    expect(await page.locator('[data-check=latency]').getAttribute('data-state')).toBe('ok');
  });
});

describe('The check of the browser', () => {
  test.each(['ko', 'en'] as const)('finds a good browser good, and sums it up: %s', async (locale) => {
    await using visitor = await visit(classroom.browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = visitor;
    await page.goto(`${classroom.url}/${locale}`);
    await page.locator(`a[href="/${locale}/check-my-browser"]`).click();
    const state = (name: string) => page.locator(`[data-check=${name}]`).getAttribute('data-state');
    for (const name of ['websocket', 'streaming', 'latency', 'cookies', 'screen'])
      await expect.poll(() => state(name), { timeout: 30_000 }).toBe('ok');
    await page.locator('[data-check=clipboard] button').click();
    await expect.poll(() => state('clipboard')).toBe('ok');
    const field = page.locator('[data-check=ime] input');
    await field.focus();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: '한', selectionStart: 1, selectionEnd: 1 });
    await keyboard.send('Input.insertText', { text: '한' });
    await expect.poll(() => state('ime')).toBe('ok');
    expect(await page.locator('[data-summary]').textContent()).toContain('websocket: ok');
  });

  test('says in a sentence that it needs JavaScript', async () => {
    await using visitor = await visit(classroom.browser, { javaScriptEnabled: false });
    await visitor.page.goto(`${classroom.url}/en/check-my-browser`);
    expect(await visitor.page.locator('main').textContent()).toContain('need JavaScript');
    expect(await visitor.page.locator('[data-check]').first().isVisible()).toBe(false);
  });
});
