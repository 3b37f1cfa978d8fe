import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHome } from '../support/live-server.ts';
import { Classroom } from './classroom.ts';

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

/** What the check's live region says from now on, each text once for each time it is put there. */
async function listenTo(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const region = document.querySelector('[data-task=check] [aria-live=polite]');
    if (region === null) throw new Error('the check has no live region');
    new MutationObserver(() => heard.push(region.textContent)).observe(region, {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  return () => page.evaluate(() => (window as unknown as { readonly heard: string[] }).heard);
}

const host = (command: string) => ({ machine: 'host', command }) as const;

describe('A browser that takes a wrong turn', () => {
  test.each([
    ['/ko/labs/no-such-lab', 'ko'],
    ['/en/labs/no-such-lab', 'en'],
    ['/ko/labs/docker-network/no-such-step', 'ko'],
    ['/en/labs/docker-network/no-such-step', 'en'],
    ['/ko/nowhere', 'ko'],
    ['/en/nowhere', 'en'],
  ])('gets a page of its language that says there is nothing at %s', async (path, locale) => {
    await using learner = await classroom.enter();
    const { page } = learner.lab;
    const response = await page.goto(`${classroom.url}${path}`);
    expect(response?.status()).toBe(404);
    // Next.js draws such a page in the browser, a moment after it has loaded.
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await page.locator('h1').textContent()).toMatch(locale === 'ko' ? /[가-힣]/ : /[A-Za-z]/);
  });

  test('is answered 404 for a language that is not spoken', async () => {
    const response = await fetch(`${classroom.url}/xx/labs/docker-network`);
    expect(response.status).toBe(404);
  });

  test.each([
    ['ko-KR,ko;q=0.9,en;q=0.5', 'ko'],
    ['en-GB,en;q=0.9', 'en'],
  ])('is sent from / to the language it asks for: %s', async (accepted, locale) => {
    const response = await fetch(classroom.url, { headers: { 'accept-language': accepted }, redirect: 'manual' });
    expect(new URL(response.headers.get('location') ?? '', classroom.url).pathname).toBe(`/${locale}`);
  });
});

describe('A learner who breaks the machine', () => {
  test('is told so, gets a fresh one and keeps the progress', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('en', 'docker0');
    await lab.startMachine();
    await lab.turnsGreen('check');
    await lab.open('en', 'veth-appears');
    await lab.promptOn('host');
    const verdict = lab.page.locator('[data-task=check]');
    await expect.poll(() => verdict.textContent(), { timeout: 30_000 }).toContain('nothing is plugged into it');
    const heard = await listenTo(lab.page);
    const heardOfBridge = async () => (await heard()).filter((said) => said.includes('no bridge called docker0'));
    const marked = verdict.locator('[data-changed]').first().textContent();
    await lab.type(host('ip link delete docker0'));
    expect(await marked).toMatch(/^Changed.*Before: /);
    await expect.poll(() => verdict.textContent(), { timeout: 30_000 }).toContain('no bridge called docker0');
    // What changed is marked in words where it stands, and said once in the live region.
    await expect.poll(heardOfBridge, { timeout: 30_000 }).toEqual([expect.stringMatching(/^Not yet/)]);
    await lab.page
      .locator('#machine')
      .getByRole('button', { name: /machine/i })
      .last()
      .click();
    await lab.page.getByRole('menuitem', { name: /fresh/i }).click();
    await lab.page.getByRole('alertdialog').getByRole('button').last().click();
    await lab.promptOn('host');
    await expect.poll(() => verdict.textContent(), { timeout: 30_000 }).toContain('nothing is plugged into it');
    await lab.open('en', 'docker0');
    await lab.turnsGreen('check');
  });
});

describe('A learner whose page is from an earlier version of the site', () => {
  test('is told to reload instead of being left to wait', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('ko');
    await lab.page.locator('#start-machine').waitFor();
    await lab.page.route('**/_next/static/chunks/**', (route) => route.fulfill({ status: 404 }));
    await lab.page.locator('#start-machine').click();
    await expect.poll(() => lab.page.locator('#machine').textContent(), { timeout: 30_000 }).toContain('새로 고쳐');
  });

  test('is answered 404 for a script that is gone', async () => {
    const response = await fetch(`${classroom.url}/_next/static/chunks/gone.js`);
    expect(response.status).toBe(404);
  });
});

describe('A site whose machine is this very computer', () => {
  test('warns on its pages, in their language, and another site does not', async () => {
    await using home = openHome();
    await using server = await home.start({ VETHLAB_DRIVER: 'local' });
    for (const path of ['', '/labs/docker-network', '/nowhere']) {
      expect(await (await fetch(`${server.url}/ko${path}`)).text()).toContain('이 컴퓨터가 곧 실습 머신이에요');
      expect(await (await fetch(`${server.url}/en${path}`)).text()).toContain('This computer itself is the lab');
    }
    expect(await (await fetch(`${classroom.url}/en`)).text()).not.toContain('This computer itself is the lab');
  });
});
