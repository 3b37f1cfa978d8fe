import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PINNED_NODE, PROJECT_DIRECTORY } from '../../scripts/bootstrap/project.js';
import { type Visit, visit } from '../support/browser.ts';
import { Classroom } from './classroom.ts';
import { LabPage } from './lab-page.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;
/** In the table, each address of an interface has a line. */
const BETWEEN_ADDRESSES = /(?<=\/\d+)\n/g;
const MEBIBYTE = 2 ** 20;
/** As root on the machine: names that are markup, escape sequences, broken text, very long, or turned around. */
const ATTACK = String.raw`
for name in '<img src=x onerror=document.title=1>' $'\e]0;pwned\a\e[2J' $'two\nlines' $'\u202egnp.exe' $'\xff\xfe' $'\u009b31m' '"><script>document.title=1<' "$(printf 'n%.0s' {1..240})"; do ip netns add "$name"; done
ip link add $'\e[31mred' type dummy
ip link add '"><b>bold' type dummy
ip link set dev eth0 alias '<script>document.title=1</script>'
ip link property add dev eth0 altname '<img/src/onerror=document.title=1>'
iptables -A FORWARD -m comment --comment $'"><img src=x onerror=document.title=1>\e[2J' -j ACCEPT
bash -c 'exec -a "<img src=x onerror=document.title=1>" sleep 10000' &
docker run -d --name web --hostname evil -l 'org.title=<script>document.title=1</script>' -p 8080:80 nginx
`;
/** On one line, so that no shell of the way there reads anything into it. */
const ATTACK_LINE = `echo ${Buffer.from(ATTACK).toString('base64')} | base64 -d > attack.sh; bash attack.sh; echo attacked`;
const host = (command: string) => ({ machine: 'host', command }) as const;

let classroom: Classroom;
let learner: Visit;
let page: Page;
let lab: LabPage;
let title: string;
const surprises: string[] = [];

beforeAll(async () => {
  classroom = await Classroom.open();
  learner = await visit(classroom.browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  page = learner.page;
  page.on('dialog', (dialog) => {
    surprises.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => surprises.push(`a window: ${popup.url()}`));
  page.on('pageerror', (error) => surprises.push(`an error: ${error.message}`));
  lab = new LabPage(page, classroom.url);
});

afterAll(async () => {
  await learner[Symbol.asyncDispose]();
  await classroom[Symbol.asyncDispose]();
});

/** Puts a line into the terminal at once. */
async function run(text: string): Promise<void> {
  await page.locator('section[data-terminal=host] textarea').focus();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

async function isUnharmed(): Promise<void> {
  expect(surprises).toEqual([]);
  expect(await page.title()).toBe(title);
  expect(await page.locator('.map-frame :is(img, script, b, iframe)').count()).toBe(0);
}

/** What the map's part of the page says, piece by piece. */
async function wordsOfTheMap(): Promise<string[]> {
  return page.locator('.map-frame').evaluate((frame) => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
    return [...texts, ...[...frame.querySelectorAll('[aria-label]')].map((each) => each.getAttribute('aria-label') ?? '')];
  });
}

async function isPlain(): Promise<void> {
  expect((await wordsOfTheMap()).filter((text) => UNPRINTABLE.test(text.replace(BETWEEN_ADDRESSES, ' ')))).toEqual([]);
  await isUnharmed();
}

async function observe(...options: string[]): Promise<string> {
  const env = { ...process.env, VETHLAB_HOME: classroom.home.home, LANG: 'en_US.UTF-8' };
  const vethlab = [join(PROJECT_DIRECTORY, 'server', 'cli', 'main.ts'), 'observe'];
  const run = async (...args: string[]) =>
    (await promisify(execFile)(PINNED_NODE, [...vethlab, ...args], { env, maxBuffer: 64 * MEBIBYTE })).stdout;
  const { sessions } = JSON.parse(await run('--json')) as { sessions: { id: string }[] };
  return run(sessions[0]?.id ?? '', ...options);
}

describe('A learner who is root and means harm', () => {
  test('finds names shown as plain text: on the map, in its table and details, in the list of ports', async () => {
    await lab.open('en', 'docker0');
    await lab.startMachine();
    await lab.turnsGreen('check');
    title = await page.title();
    await run(ATTACK_LINE);
    const places = page.locator('.map-place[data-kind=namespace]');
    await expect.poll(() => places.count(), PATIENCE).toBeGreaterThanOrEqual(7);
    await page.locator('.map-place', { hasText: 'nginx' }).waitFor();
    expect((await places.allTextContents()).some((text) => text.includes('<img src=x'))).toBe(true);
    await isPlain();
    const nodes = page.locator('.react-flow__node[role=button]');
    expect(await nodes.count()).toBeGreaterThan(7);
    // The picture is live: what is on it may go while it is walked through.
    for (let index = 0; index < (await nodes.count()); index += 1) {
      await nodes.nth(index).press('Enter');
      await page.locator('.map-aside').waitFor();
      await isPlain();
    }
    await page.getByRole('button', { name: 'Follow a packet' }).click();
    await page.locator('[data-outcome]').waitFor();
    await isPlain();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.locator('.map-sheets').waitFor();
    await isPlain();
    await page.getByRole('button', { name: 'Map', exact: true }).click();
  });

  test('finds nothing in the saved picture or in `vethlab observe` that does anything', async () => {
    await page.getByRole('button', { name: 'Save or print…' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'SVG' }).click()]);
    const svg = await readFile(await download.path(), 'utf8');
    expect(svg.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
    const tags = await page.evaluate((source) => {
      const read = new DOMParser().parseFromString(source, 'image/svg+xml');
      return [...new Set([...read.querySelectorAll('*')].map(({ tagName }) => tagName))];
    }, svg);
    expect(tags.filter((tag) => !['svg', 'title', 'desc', 'rect', 'path', 'text', 'g', 'tspan'].includes(tag))).toEqual([]);
    for (const output of [await observe(), await observe('--json')]) {
      expect(output.length).toBeGreaterThan(200);
      expect(output.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
    }
    await isUnharmed();
  });

  test('cannot set the title, open a window or fill the clipboard from the terminal', async () => {
    await page.evaluate(() => navigator.clipboard.writeText('mine'));
    await lab.type(host('clear'));
    await run(
      String.raw`printf '\e]0;pwned\a\e]2;pwned\a\e]52;c;cHduZWQ=\a\e]8;;javascript:document.title=1\e\\harmless-link\e]8;;\e\\\n'`,
    );
    await expect.poll(() => lab.lastLine('host'), PATIENCE).toBe('harmless-link');
    await page.getByRole('alertdialog').getByRole('button', { name: 'No', exact: true }).click();
    const line = page.locator('section[data-terminal=host] .xterm-rows > div', { hasText: /^harmless-link/ });
    const { x, y } = (await line.boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.click(x + 20, y + 8);
    await lab.type(host('echo still-here'));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
    await isUnharmed();
  });

  test('gets through a line of 10 MB with page, shell and recording alive', async () => {
    await lab.type(host('clear'));
    await run(`head -c 10000000 /dev/zero | tr '\\0' x; clear; echo 'that was' long`);
    await expect.poll(() => lab.lastLine('host'), PATIENCE).toBe('that was long');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('button', { name: 'Map', exact: true }).click();
    const sizes = readdirSync(classroom.home.home, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.cast'))
      .map((name) => statSync(join(classroom.home.home, name)).size);
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeLessThan(16 * MEBIBYTE);
    await isUnharmed();
  });

  test('makes 1,000 interfaces: the map says that it leaves some out, and everything else goes on', async () => {
    await lab.type(host('clear'));
    await run('seq 600 | sed "s/.*/link add many& type veth peer name more&/" > many; ip -batch many; echo made');
    await expect.poll(() => lab.lastLine('host'), PATIENCE).toBe('made');
    await expect
      .poll(() => page.locator('.map-frame [role=status]').allTextContents(), PATIENCE)
      .toContainEqual(expect.stringContaining('Some of it is left out'));
    await lab.type(host('echo quick'));
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await expect.poll(() => page.locator('.map-sheets tbody tr').count(), PATIENCE).toBeGreaterThan(900);
    await page.getByRole('button', { name: 'Map', exact: true }).click();
    await page.locator('.map-bridge').first().waitFor();
    expect((await fetch(`${classroom.url}/healthz`)).status).toBe(200);
    await isUnharmed();
  });

  test('whose page is too old for what the machine says is told so, and keeps lesson and terminal', async () => {
    await page.addInitScript(speakTheFuture);
    for (const [locale, sentence] of [
      ['ko', '이 페이지가 모르는 정보가 머신에서 왔어요'],
      ['en', 'does not know'],
    ] as const) {
      await lab.open(locale, 'docker0');
      await lab.promptOn('host');
      await lab.turnsGreen('check');
      await expect.poll(() => page.locator('.map-frame').textContent(), PATIENCE).toContain(sentence);
      await lab.type(host(`echo ${locale}`));
    }
    expect(surprises).toEqual([]);
  });
});

/** Runs in the page before anything else: every observation comes as a later version would send it. */
function speakTheFuture(): void {
  const Original = EventSource;
  globalThis.EventSource = class extends Original {
    override set onmessage(listener: ((event: MessageEvent) => void) | null) {
      super.onmessage = (event) => {
        const data = String(event.data).replace(/"observation":\{"version":1/, '"observation":{"version":2');
        listener?.(new MessageEvent('message', { data }));
      };
    }
  };
}
