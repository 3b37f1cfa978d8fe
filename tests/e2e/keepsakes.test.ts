import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { PDFDocument } from 'pdf-lib';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCast } from '../../server/protocol/cast.ts';
import { Classroom } from './classroom.ts';
import { LAB } from './lab-page.ts';
import { passAllSteps } from './pass-all-steps.ts';

const PATIENCE = { timeout: 45_000 };

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

const host = (command: string) => ({ machine: 'host', command }) as const;

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('What a learner keeps', () => {
  test('is a recording to replay over a restart of the server, and a certificate that proves itself', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('ko', 'docker0');
    await lab.startMachine();
    await expect.poll(() => page.locator('[data-recorded]').textContent(), PATIENCE).toBe('기록 중');
    await lab.type(host('echo 하나'));
    await lab.turnsGreen('check');
    await lab.type(host('docker network create demo'));
    await expect.poll(() => momentsOf(page), PATIENCE).toBeGreaterThan(1);
    await classroom.crashAndRestart();
    await page.reload();
    await lab.promptOn('host');
    await lab.type(host('echo 둘'));
    // The map of this page goes back to what was seen before it was loaded.
    await page.locator('[data-earlier]').click();
    await expect.poll(() => momentsOf(page), PATIENCE).toBeGreaterThan(1);
    await passAllSteps(classroom);
    await classroom.crashAndRestart();
    await page.reload();
    await lab.promptOn('host');
    const session = await endMachine(page);

    await replays(page);
    await completes(page);
    await erases(page, session);
  });
});

describe('A learner who turns recording off', () => {
  test('sees that it is off, finds nothing of what was done since, and turns it on again', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('ko', 'docker0');
    await lab.startMachine();
    await lab.type(host('echo 하나'));
    await page.locator('#machine').getByRole('button', { name: '머신 메뉴' }).click();
    await page.locator('[data-record=off]').click();
    await expect.poll(() => page.locator('[data-recorded]').textContent(), PATIENCE).toBe('기록 꺼짐');
    await lab.type(host('echo 비밀'));
    await page.goto(`${classroom.url}/ko/labs/${LAB}/replay`);
    const marks = () => page.locator('[data-jump=mark]').allTextContents();
    await expect.poll(async () => (await marks()).join(), PATIENCE).toContain('기록을 끔');
    const commands = () => page.locator('[data-jump=command] code').allTextContents();
    await expect.poll(commands, PATIENCE).toEqual(['echo 하나']);
    await page.locator('[data-record=on]').click();
    await page.locator('[data-record=off]').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await lab.open('ko', 'docker0');
    await expect.poll(() => page.locator('[data-recorded]').textContent(), PATIENCE).toBe('기록 중');
  });
});

/** How many moments the live map can go back to, this one included. */
async function momentsOf(page: Page): Promise<number> {
  const slider = page.locator('[data-map] input[type=range]');
  return (await slider.count()) === 0 ? 0 : Number(await slider.getAttribute('max')) + 1;
}

function endMachine(page: Page): Promise<string> {
  return page.evaluate(async (lab) => {
    const { session } = await (await fetch(`/api/labs/${lab}/session`)).json();
    await fetch(`/api/sessions/${session.id}`, { method: 'DELETE', headers: { 'content-type': 'application/json' }, body: '{}' });
    return session.id as string;
  }, LAB);
}

async function replays(page: Page): Promise<void> {
  const response = await page.goto(`${classroom.url}/ko/labs/${LAB}/replay`);
  expect(response?.headers()['content-security-policy']).toContain("'wasm-unsafe-eval'");
  await expect
    .poll(() => page.locator('[data-jump=command] code').allTextContents(), PATIENCE)
    .toEqual(['echo 하나', 'docker network create demo', 'echo 둘']);
  const marks = await page.locator('[data-jump=mark]').allTextContents();
  expect(marks.some((mark) => mark.startsWith('시작: '))).toBe(true);
  expect(marks.some((mark) => mark.startsWith('통과: '))).toBe(true);

  const player = page.locator('[data-player=host] .ap-term-text');
  const bridges = page.locator('[data-replay-map] .react-flow__node-bridge');
  await page.locator('[data-jump=mark]', { hasText: '통과' }).first().click();
  await page.locator('[data-transport=pause]').click();
  await expect.poll(() => bridges.count(), PATIENCE).toBe(1);
  await page.locator('[data-jump=command]', { hasText: '둘' }).click();
  await expect.poll(() => player.textContent(), PATIENCE).toContain('echo 둘');
  await expect.poll(() => bridges.count(), PATIENCE).toBe(2);
  expect(await faultsOf(page)).toEqual([]);
  await scrubs(page, { player, bridges });

  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="host?download=1"]').click()]);
  const cast = readCast(await readFile(await download.path(), 'utf8'));
  const output = cast?.events.map(([, code, data]) => (code === 'o' ? data : '')).join('');
  expect(output?.match(/echo 하나/g)).toHaveLength(1);

  // Whoever leaves by a link leaves the player's policy behind.
  await page.locator('header a[aria-label]').first().click();
  await page.waitForURL(`${classroom.url}/ko`);
  const compiles = page.evaluate(() => void new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  await expect(compiles).rejects.toThrow(/Content Security Policy|Compil/);
}

/** One timeline moves both, by pointer and by keys. */
async function scrubs(page: Page, { player, bridges }: Record<'player' | 'bridges', Locator>): Promise<void> {
  const scrubber = page.locator('[data-scrubber]');
  // It has played to its end.
  await page.locator('[data-transport=play]').focus();
  await page.keyboard.press('Home');
  await expect.poll(() => bridges.count(), PATIENCE).toBe(1);
  await expect.poll(() => player.textContent(), PATIENCE).not.toContain('하나');
  // The step's mark lies at the very beginning, or a little after the first prompt.
  const next = async () => {
    await page.keyboard.press(']');
    return scrubber.getAttribute('aria-valuetext');
  };
  expect([await next(), await next()].some((said) => said?.includes('통과'))).toBe(true);
  await scrubber.focus();
  await page.keyboard.press('End');
  await expect.poll(() => bridges.count(), PATIENCE).toBe(2);
  await expect.poll(() => player.textContent(), PATIENCE).toContain('echo 둘');
  await page.getByRole('button', { name: '표', exact: true }).click();
  await page.locator('.map-table').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
}

/** Asks first. What is left of a session without a machine is nothing. */
async function erases(page: Page, session: string): Promise<void> {
  await page.goto(`${classroom.url}/ko/labs/${LAB}/replay`);
  await page.locator('[data-kept]').getByText('까지 보관').waitFor();
  await page.locator('[data-erase]').click();
  await page.keyboard.press('Escape');
  await page.locator('[data-erase]').click();
  await page.locator('[data-erase-now]').click();
  await page.locator('[data-erased]').waitFor();
  await page.locator('[data-replay=nothing]').waitFor();
  expect(existsSync(join(classroom.home.home, 'recordings', session))).toBe(false);
}

async function completes(page: Page): Promise<void> {
  await page.goto(`${classroom.url}/ko/labs/${LAB}/mend`);
  await page.locator('[data-done=banner]').click();
  await page.locator('[data-completion=finished]').waitFor();
  expect(await page.locator('tfoot td').textContent()).toBe('24분 0초');
  expect(await faultsOf(page)).toEqual([]);
  await page.locator('input[type=text]').fill('홍길동 <b>');
  await page.locator('[data-make-certificate]').click();
  await page.locator('[data-standing=genuine]').waitFor();
  expect(await page.locator('article bdi').textContent()).toBe('홍길동 <b>');
  expect(await faultsOf(page)).toEqual([]);

  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-pdf=ko]').click()]);
  const document = await PDFDocument.load(await readFile(await download.path()));
  expect(document.getPageCount()).toBe(1);

  // Nobody's cookie is needed, and a link with one letter changed is refused.
  const genuine = page.url();
  const visitor = await classroom.browser.newContext();
  const other = await visitor.newPage();
  await other.goto(genuine);
  await other.locator('[data-standing=genuine]').waitFor();
  await other.goto(`${genuine.slice(0, -1)}${genuine.endsWith('A') ? 'B' : 'A'}`);
  await other.locator('[data-standing=altered]').waitFor();
  await visitor.close();
}
