import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Classroom } from './classroom.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
const HOSTILE = '<img src=x onerror=document.title="pwned">';

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

const host = (command: string) => ({ machine: 'host', command }) as const;

describe('The live map', () => {
  test('shows a container with its wire, and marks the plug that is pulled out', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('en', 'docker0');
    await lab.startMachine();
    const bridge = page.locator('.map-bridge', { hasText: 'docker0' });
    await expect.poll(() => bridge.count(), PATIENCE).toBe(1);

    await lab.type(host('docker run -d --name web nginx'));
    await expect.poll(() => page.locator('.map-place[data-kind=container]').allTextContents(), PATIENCE).toEqual(['web nginx']);
    const wire = page.locator('.map-wire[data-live=true][data-wire*="web eth0"]');
    await expect.poll(() => wire.count(), PATIENCE).toBe(1);

    await lab.type(host("ip link set $(ls /sys/class/net | grep '^veth' | head -1) nomaster"));
    const broken = page.locator('.map-plug[data-trouble=not-plugged-in]');
    await expect.poll(() => broken.count(), PATIENCE).toBe(1);

    await broken.click();
    const facts = page.locator('.map-aside');
    await expect.poll(() => facts.textContent(), PATIENCE).toContain('ip');
  });

  test('rings what the step looks at, marks a wrong turn in the words of its verdict, and is walked by keyboard', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('en', 'publish');
    await lab.startMachine();
    await lab.type(host('docker run -d --name web -p 9090:80 nginx'));
    const wrong = page.locator('.map-port[data-wrong]');
    await expect.poll(() => wrong.getAttribute('aria-label'), PATIENCE).toContain('published on host port 9090, not on 8080');
    await wrong.focus();
    await expect.poll(() => page.locator('.map-card').textContent(), PATIENCE).toContain('not on 8080');
    await lab.type(host('docker rm -f web && docker run -d --name web -p 8080:80 nginx'));
    const ringed = page.locator('.map-port[data-subject]');
    await expect.poll(() => ringed.getAttribute('aria-label'), PATIENCE).toMatch(/leads to 172\.17.*, What this step looks at/);
    expect(await wrong.count()).toBe(0);

    await page.getByRole('button', { name: 'client, Computer outside' }).focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    expect(await focused(page)).toMatch(/^:8080 → :80\. Published port 8080/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.map-aside:focus').textContent(), PATIENCE).toContain('DNAT');
    await page.keyboard.press('Escape');
    expect(await page.locator('.map-aside').count()).toBe(0);
    expect(await focused(page)).toMatch(/^:8080 → :80\. Published port 8080/);

    await savesAndPrints(page);
  });

  test('follows a packet, and says where it is stopped', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('ko', 'docker0');
    await lab.startMachine();
    await lab.type(host('docker run -d --name web -p 8080:80 nginx'));
    await page.getByRole('button', { name: '패킷 따라가기' }).click();
    const outcome = page.locator('[data-outcome]');
    await expect.poll(() => outcome.getAttribute('data-outcome'), PATIENCE).toBe('reached');
    const height = async () => (await page.locator('#map-panel').boundingBox())?.height ?? 0;
    await expect.poll(height).toBeGreaterThan(450);
    await lab.type(host('iptables -I FORWARD -j DROP'));
    await expect.poll(() => outcome.getAttribute('data-outcome'), PATIENCE).toBe('timeout');

    const [hops, next] = [page.locator('.map-hops > li'), page.locator('.map-aside').getByRole('button', { name: '다음' })];
    await next.focus();
    for (let pressed = 0; pressed < (await hops.count()); pressed += 1) await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.map-hops [aria-current=step]').textContent()).toContain('DROP');
    await page.locator('[data-map-tool=full]').click();
    const isCovered = () => page.locator('#lesson').evaluate((lesson) => lesson.closest('[inert]') !== null);
    expect(await isCovered()).toBe(true);
    await page.locator('.map-command').getByRole('button', { name: /^실행/ }).click();
    const typed = async () => (await lab.screen('host')).join(' ');
    await expect.poll(typed, PATIENCE).toContain('iptables -t filter -S FORWARD');
    expect([await isCovered(), await page.locator('[data-full]').count()]).toEqual([false, 0]);
    await next.focus();
    await page.keyboard.press('Escape');
    expect(await page.locator('.map-aside').count()).toBe(0);
    await expect.poll(height).toBeLessThan(400);
  });

  test('shows a hostile name as text, in the picture and in the table', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    const { page } = lab;
    await lab.open('en', 'docker0');
    await lab.startMachine();
    await lab.type(host(`docker tag nginx evil && ip link add dev '${HOSTILE.slice(0, 15).replaceAll(' ', '')}' type dummy`));
    await lab.type(host(`ip netns add '${HOSTILE.replaceAll('/', '')}'`));
    await expect.poll(() => page.locator('.map-place[data-kind=namespace]').textContent(), PATIENCE).toContain('<img');
    await page.getByRole('button', { name: 'Table' }).click();
    await expect.poll(() => page.locator('.map-sheets').textContent(), PATIENCE).toContain('<img');
    expect(await page.locator('.map-frame img').count()).toBe(0);
    expect(await page.title()).not.toBe('pwned');
  });
});

function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}

async function savesAndPrints(page: Page): Promise<void> {
  const svg = (await saved(page, 'Picture (SVG)')).toString('utf8');
  const facts = await page.evaluate((source) => {
    const { documentElement: root } = new DOMParser().parseFromString(source, 'image/svg+xml');
    const attributes = [...root.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
    return {
      tag: root.tagName,
      title: root.querySelector('title')?.textContent,
      description: root.querySelector('desc')?.textContent,
      foreign: root.querySelectorAll('script, foreignObject, image, use, a, style, parsererror').length,
      links: attributes.filter((name) => name.startsWith('on') || name.includes('href') || name === 'src').length,
    };
  }, svg);
  expect(facts).toMatchObject({ tag: 'svg', title: 'Network map', foreign: 0, links: 0 });
  expect(facts.description).toContain('Container web (172.17.0.');
  expect(svg).not.toContain('url(');

  const png = await saved(page, 'Picture (PNG)');
  const [width, height] = [/width="([\d.]+)"/, /height="([\d.]+)"/].map((size) => Number(size.exec(svg)?.[1]));
  const picture = await page.evaluate(measurePng, png.toString('base64'));
  expect(picture).toMatchObject({ width: Math.round((width ?? 0) * 2), height: Math.round((height ?? 0) * 2) });
  expect(picture.colours).toBeGreaterThan(8);

  await page.evaluate(() => {
    window.print = () => void document.body.append(document.documentElement.dataset.print ?? '');
  });
  await page.getByRole('button', { name: 'Save or print…' }).click();
  await page.getByRole('menuitem', { name: 'Print the map' }).click();
  await expect.poll(() => page.locator('body').textContent(), PATIENCE).toContain('picture');
  expect(await page.locator('.map-paper').count()).toBe(0);
}

/** What the browser is given to keep. */
async function saved(page: Page, item: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save or print…' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await download).path());
}

/** Runs in the page: its size, and how many colours a coarse look finds. */
async function measurePng(base64: string): Promise<{ width: number; height: number; colours: number }> {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? new ArrayBuffer(0));
  return { width: image.width, height: image.height, colours: new Set(pixels).size };
}
