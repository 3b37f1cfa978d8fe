import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/browser.ts';
import { openHome } from '../support/live-server.ts';
import { WEBSOCKET_ECHO } from '../support/websocket-echo.ts';
import { Classroom } from './classroom.ts';
import { LabPage } from './lab-page.ts';
import { attack, attackByWindows, NO_SPOILS, NO_WINDOW_SPOILS } from './preview-attack.ts';

const PATIENCE = { timeout: 60_000 };
const NGINX = { machine: 'host', command: 'docker run -d --name web -p 8080:80 nginx' } as const;
const NEIGHBOUR = { machine: 'host', command: 'docker run -d --name beside -p 8081:80 nginx' } as const;

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

/** Opens the list and follows the link to the port. */
async function openPort({ page }: LabPage, port: number, label: string): Promise<Page> {
  await page.getByRole('button', { name: label }).click();
  const link = page.locator(`a[data-port="${port}"]`);
  await link.waitFor(PATIENCE);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations).toEqual([]);
  const [tab] = await Promise.all([page.context().waitForEvent('page', PATIENCE), link.click()]);
  await tab.waitForLoadState();
  await page.keyboard.press('Escape');
  return tab;
}

/** A learner at a page of another name for the same server. */
async function enterBy(hostname: string): Promise<AsyncDisposable & { readonly lab: LabPage; readonly origin: string }> {
  const visitor = await visit(classroom.browser);
  const { port } = new URL(classroom.url);
  const origin = `http://${hostname}:${port}`;
  return { lab: new LabPage(visitor.page, origin), origin, [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose]() };
}

describe('A learner with a server in the machine', () => {
  test('is told what to do while nothing listens, then sees the page by one click', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('ko', 'publish');
    await lab.startMachine();
    await lab.page.getByRole('button', { name: '포트 열기' }).click();
    await lab.page.getByText('아직 열린 포트가 없어요').waitFor(PATIENCE);
    await lab.page.keyboard.press('Escape');
    await lab.type(NGINX);
    const tab = await openPort(lab, 8080, '포트 열기');
    expect(await tab.locator('h1').textContent()).toBe('Welcome to nginx!');
    expect(new URL(tab.url()).hostname).toMatch(/^8080-[0-9a-f]+\.localhost$/);
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    await lab.type({ machine: 'host', command: 'docker rm -f web' });
    await tab.reload();
    expect(await tab.locator('h1').textContent()).toContain('8080');
  });

  test('sees a WebSocket echo', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('en', 'publish');
    await lab.startMachine();
    await lab.type(NGINX);
    const script = Buffer.from(WEBSOCKET_ECHO).toString('base64');
    await lab.type({ machine: 'host', command: `echo ${script} | base64 -d > /tmp/echo.py` });
    await lab.type({ machine: 'host', command: '(python3 /tmp/echo.py > /dev/null 2>&1 &)' });
    await lab.page.getByRole('button', { name: 'Open a port' }).click();
    const link = lab.page.locator('a[data-port="9000"]');
    await link.waitFor(PATIENCE);
    const echo = String(await link.getAttribute('href')).replace('http', 'ws');
    const tab = await lab.page.context().newPage();
    await tab.goto(String(await lab.page.locator('a[data-port="8080"]').getAttribute('href')));
    const echoed = tab.evaluate((address) => {
      const socket = new WebSocket(address);
      return new Promise((resolve, reject) => {
        socket.onopen = () => socket.send('가나다');
        socket.onmessage = ({ data }) => resolve(data);
        socket.onerror = reject;
      });
    }, echo);
    expect(await echoed).toBe('가나다');
  });
});

describe('A page in a preview', () => {
  test.each(['127.0.0.1', 'localhost'])('gets at nothing of the platform at %s', async (hostname) => {
    await using learner = await enterBy(hostname);
    const { lab, origin } = learner;
    await lab.open('en', 'publish');
    await lab.startMachine();
    await lab.type(NGINX);
    await lab.type(NEIGHBOUR);
    const cookies = await lab.page.context().cookies(origin);
    const identity = cookies.find(({ name }) => name.includes('vethlab_learner'));
    const session = await sessionOf(lab.page);
    const tab = await openPort(lab, 8080, 'Open a port');
    const sent: string[] = [];
    tab.on('request', (request) => void request.allHeaders().then(({ cookie }) => sent.push(cookie ?? '')));

    const spoils = await tab.evaluate(attack, {
      origin,
      session,
      cookie: identity?.name ?? 'none',
      domains: ['localhost', hostname],
    });

    expect(spoils).toEqual(NO_SPOILS);
    const target = { origin, session, neighbour: await neighbourOf(lab) };
    expect(await tab.evaluate(attackByWindows, target)).toEqual(NO_WINDOW_SPOILS);
    expect(sent.join()).not.toContain('vethlab_learner');
    // What it tossed at us has not arrived, and the learner is who they were.
    const after = await lab.page.context().cookies(origin);
    expect(after.filter(({ name }) => name.includes('vethlab_learner'))).toEqual([identity]);
    await lab.page.reload();
    await lab.promptOn('host');
    expect(await sessionOf(lab.page)).toBe(session);
    await lab.type({ machine: 'host', command: 'docker ps -q | wc -l' });
    expect(await lab.lastLine('host')).toBe('2');
  });
});

describe('A page in a preview on the platform’s own site', () => {
  test('is sent with the learner’s cookie, and refused for where it comes from', async () => {
    await using home = openHome();
    const port = await freePort();
    const origin = `http://labs.example.localhost:${port}`;
    const previews = { VETHLAB_PREVIEW_ORIGIN: `http://*.preview.example.localhost:${port}` };
    await using _ = await home.start({ VETHLAB_PORT: String(port), VETHLAB_PUBLIC_ORIGIN: origin, ...previews });
    await using visitor = await visit(classroom.browser);
    const lab = new LabPage(visitor.page, origin);
    await lab.open('en', 'publish');
    await lab.startMachine();
    await lab.type(NGINX);
    await lab.type(NEIGHBOUR);
    const session = await sessionOf(lab.page);
    const tab = await openPort(lab, 8080, 'Open a port');
    expect(new URL(tab.url()).hostname).toMatch(/^8080-[0-9a-f]+\.preview\.example\.localhost$/);
    const sent: string[] = [];
    tab.on('request', (request) => void request.allHeaders().then(({ cookie }) => sent.push(cookie ?? '')));
    expect(await tab.evaluate(attack, { origin, session, cookie: 'none', domains: [] })).toEqual(NO_SPOILS);
    const target = { origin, session, neighbour: await neighbourOf(lab) };
    expect(await tab.evaluate(attackByWindows, target)).toEqual(NO_WINDOW_SPOILS);
    expect(sent.join()).toContain('vethlab_learner');
    await lab.type({ machine: 'host', command: 'docker ps -q | wc -l' });
    expect(await lab.lastLine('host')).toBe('2');
  });
});

/** The address of the other container's page. */
async function neighbourOf({ page }: LabPage): Promise<string> {
  await page.bringToFront();
  await page.getByRole('button', { name: 'Open a port' }).click();
  const link = page.locator('a[data-port="8081"]');
  await link.waitFor(PATIENCE);
  const address = String(await link.getAttribute('href'));
  await page.keyboard.press('Escape');
  return address;
}

/** Free at this moment: the public origin has to be known before the server starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function sessionOf(page: Page): Promise<string> {
  return page.evaluate(async () => (await (await fetch('/api/labs/docker-network/session')).json()).session.id as string);
}
