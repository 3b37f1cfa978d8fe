import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/browser.ts';
import { WEBSOCKET_ECHO } from '../support/websocket-echo.ts';
import { Classroom } from './classroom.ts';
import { LabPage } from './lab-page.ts';

const PATIENCE = { timeout: 60_000 };
const NGINX = { machine: 'host', command: 'docker run -d --name web -p 8080:80 nginx' } as const;

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
    await lab.page.getByText('아직 듣고 있는 포트가 없어요').waitFor(PATIENCE);
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
    const cookies = await lab.page.context().cookies(origin);
    const identity = cookies.find(({ name }) => name.includes('vethlab_learner'));
    const session = await sessionOf(lab.page);
    const tab = await openPort(lab, 8080, 'Open a port');
    const sent: string[] = [];
    tab.on('request', (request) => void request.allHeaders().then(({ cookie }) => sent.push(cookie ?? '')));

    const spoils = await tab.evaluate(attack, { origin, session, cookie: identity?.name ?? 'none' });

    expect(spoils).toEqual({
      cookie: '',
      storage: [],
      opener: 'null',
      read: 'TypeError',
      reset: 'TypeError',
      events: 'error',
      socket: 'error',
      frame: 'out of reach',
    });
    expect(sent.join()).not.toContain('vethlab_learner');
    // What it tossed at us has not arrived, and the learner is who they were.
    const after = await lab.page.context().cookies(origin);
    expect(after.filter(({ name }) => name.includes('vethlab_learner'))).toEqual([identity]);
    await lab.page.reload();
    await lab.promptOn('host');
    expect(await sessionOf(lab.page)).toBe(session);
    await lab.type({ machine: 'host', command: 'docker ps -q | wc -l' });
    expect(await lab.lastLine('host')).toBe('1');
  });
});

function sessionOf(page: Page): Promise<string> {
  return page.evaluate(async () => (await (await fetch('/api/labs/docker-network/session')).json()).session.id as string);
}

interface Target {
  readonly origin: string;
  readonly session: string;
  /** The name of the cookie that says who the learner is. */
  readonly cookie: string;
}

/** Runs in the preview's page, which knows more than a real one would: where the platform is, and the session's id. */
async function attack({ origin, session, cookie }: Target): Promise<Record<string, unknown>> {
  const visible = document.cookie;
  const storage = Object.keys(localStorage);
  const path = `${origin}/api/sessions/${session}`;
  const failure = (answer: Promise<Response>) =>
    answer.then(
      ({ status }) => String(status),
      (error: Error) => error.name,
    );
  const outcome = (source: EventSource | WebSocket) =>
    new Promise<string>((resolve) => {
      source.onopen = () => resolve('open');
      source.onerror = () => resolve('error');
    });
  for (const domain of ['', '; Domain=localhost', `; Domain=${new URL(origin).hostname}`]) {
    // biome-ignore lint/suspicious/noDocumentCookie: an attacker is not choosy.
    document.cookie = `${cookie}=tossed; Path=/${domain}`;
  }
  const read = await failure(fetch(path, { credentials: 'include' }));
  const reset = await failure(fetch(`${path}/machine`, { method: 'POST', credentials: 'include', body: '{}' }));
  await fetch(`${path}/machine`, { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{}' }).catch(() => undefined);
  await fetch(path, { method: 'DELETE', credentials: 'include', mode: 'no-cors' }).catch(() => undefined);
  const terminal = `${origin.replace('http', 'ws')}/ws/sessions/${session}/terminals/host?cols=80&rows=24`;
  const events = await outcome(new EventSource(`${path}/events`, { withCredentials: true }));
  const socket = await outcome(new WebSocket(terminal, 'lab-terminal.v1'));
  const frame = document.createElement('iframe');
  frame.src = `${origin}/en`;
  await new Promise((resolve) => {
    frame.onload = resolve;
    document.body.append(frame);
  });
  const inside = frame.contentDocument === null ? 'out of reach' : 'readable';
  return { cookie: visible, storage, opener: String(window.opener), read, reset, events, socket, frame: inside };
}
