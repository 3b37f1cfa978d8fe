import { afterEach, describe, expect, test, vi } from 'vitest';
import { EventReader, type ReadEvent } from '../../../app/_terminal/event-reader.ts';
import type { FrameBatch } from '../../../server/protocol/http-transport.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { playedShell } from './played-shell.ts';
import { TerminalDoor } from './terminal-door.ts';

const PATH = '/ws/sessions/s1/terminals/host';
const text = (message: object) => ({ text: JSON.stringify(message) });
const keys = (typed: string | Buffer) => ({ base64: Buffer.from(typed).toString('base64') });

/** The raw stream, event by event, and the POSTs that belong to it. */
class StreamPage {
  readonly #events: AsyncGenerator<ReadEvent>;
  readonly #door: TerminalDoor;
  readonly #abort = new AbortController();
  id = '';

  constructor(door: TerminalDoor, query = '') {
    this.#door = door;
    this.#events = this.#read(door.post(`${PATH}${query}`, { signal: this.#abort.signal }));
    pages.add(this);
  }

  async next(): Promise<ReadEvent | undefined> {
    const { value, done } = await this.#events.next();
    return done ? undefined : value;
  }

  async ready(): Promise<Record<string, unknown>> {
    const open = await this.next();
    this.id = open?.data ?? '';
    const ready = JSON.parse((await this.next())?.data ?? 'null');
    if (ready.repaintBytes > 0) await this.next();
    return ready;
  }

  async output(): Promise<string> {
    const event = await this.next();
    return `${event?.event}: ${Buffer.from(event?.data ?? '', 'base64')}`;
  }

  batch(batch: FrameBatch | string, { learner = 'ann', path = PATH } = {}): Promise<Response> {
    return this.#door.post(`${path}?connection=${this.id}`, {
      headers: { ...this.#door.headers(learner), 'content-type': 'application/json' },
      body: typeof batch === 'string' ? batch : JSON.stringify(batch),
    });
  }

  leave(): void {
    this.#abort.abort();
  }

  async *#read(asked: Promise<Response>): AsyncGenerator<ReadEvent> {
    const { body } = await asked;
    const reader = new EventReader();
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) yield* reader.take(piece);
  }
}

const pages = new Set<StreamPage>();
afterEach(() => {
  for (const page of pages) page.leave();
  pages.clear();
});

describe('TerminalStreams', () => {
  test('carries keys to the shell and output to the page, and notices that somebody types', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = new StreamPage(door, '?cols=100&rows=30');
    expect(await page.ready()).toMatchObject({ type: 'ready', offset: 0, reset: true, cols: 100, rows: 30 });
    const answer = await page.batch({ first: 0, frames: [keys('ls\r'), text({ type: 'ping' })] });
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: { next: 2 } });
    expect(shell.terminal().written).toEqual(['ls\r']);
    expect(await page.next()).toEqual({ event: 'text', data: '{"type":"pong"}' });
    shell.terminal().print('README.md\r\n');
    expect(await page.output()).toBe('bytes: README.md\r\n');
    expect(door.inputs).toBe(1);
  });

  test('types a batch once, however often it comes', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = new StreamPage(door);
    await page.ready();
    await page.batch({ first: 0, frames: [keys('a')] });
    await page.batch({ first: 0, frames: [keys('a')] });
    await page.batch({ first: 0, frames: [keys('a'), keys('b')] });
    const answer = await page.batch({ first: 1, frames: [keys('b')] });
    expect(await answer.json()).toEqual({ next: 2 });
    expect(shell.terminal().written).toEqual(['a', 'b']);
  });

  test.each([
    ['a gap', { first: 1, frames: [keys('b')] }, '4400 bad-message'],
    ['an unknown message', { first: 0, frames: [text({ type: 'reboot' })] }, '4400 bad-message'],
    ['an acknowledgement of what never came', { first: 0, frames: [text({ type: 'ack', received: 1 })] }, '4400 bad-message'],
    ['too large a frame', { first: 0, frames: [keys(Buffer.alloc(64 * 1024 + 1))] }, '1009 too-large'],
  ])('hangs up on %s by name, and the shell lives on', async (_, batch, goodbye) => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = new StreamPage(door);
    await page.ready();
    await page.batch(batch);
    expect(await page.next()).toEqual({ event: 'close', data: goodbye });
    expect(await page.next()).toBeUndefined();
    expect(shell.terminal()).toMatchObject({ detached: false, killed: false, written: [] });
    await vi.waitFor(() => expect(door.streams.count).toBe(0));
    expect((await page.batch({ first: 0, frames: [] })).status).toBe(404);
  });

  test.each([
    ['no JSON', 'keys', 400],
    ['other JSON', '{"first":0,"frames":[{"base64":"%%%"}]}', 400],
    ['a body without end', JSON.stringify({ first: 0, frames: [{ text: 'x'.repeat(300_000) }] }), 413],
  ])('refuses %s and stays', async (_, body, status) => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = new StreamPage(door);
    await page.ready();
    expect((await page.batch(body)).status).toBe(status);
    expect((await page.batch({ first: 0, frames: [keys('on')] })).status).toBe(200);
    expect(shell.terminal().written).toEqual(['on']);
  });

  test.each([
    ["another learner's cookie", { learner: 'bob' }],
    ['another terminal', { path: '/ws/sessions/s1/terminals/client' }],
    ['another session', { path: '/ws/sessions/s2/terminals/host' }],
  ])('takes no batch with %s', async (_, way) => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = new StreamPage(door);
    await page.ready();
    expect((await page.batch({ first: 0, frames: [keys('rm -rf /')] }, way)).status).toBe(404);
    expect(shell.terminal().written).toEqual([]);
  });

  test('takes no batch that another site’s page sends, though it knows the connection', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = new StreamPage(door);
    await page.ready();
    const body = JSON.stringify({ first: 0, frames: [keys('rm -rf /')] });
    const origins = [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }, { Cookie: '' }];
    const answers = origins.map((headers) =>
      door.post(`${PATH}?connection=${page.id}`, { headers: { ...door.headers('ann'), ...headers }, body }),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([403, 403, 401]);
    expect(shell.terminal().written).toEqual([]);
  });

  test.each([
    ['a foreign Origin', { headers: { Origin: 'https://evil.example', Cookie: 'learner=ann' } }, 403],
    ['no Origin', { headers: { Cookie: 'learner=ann' } }, 403],
    ['a page of another site', { more: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
    ['a page of a neighbour on the same site', { more: { 'Sec-Fetch-Site': 'same-site' } }, 403],
    ['no cookie', { withoutCookie: true }, 401],
    ["another learner's session", { learner: 'bob' }, 403],
    ['an unknown session', { path: '/ws/sessions/s2/terminals/host' }, 404],
    ['an unknown terminal', { path: '/ws/sessions/s1/terminals/host-9' }, 404],
    ['another path', { path: '/ws/sessions/s1' }, 404],
    ['a GET, which a foreign page could make', { method: 'GET' }, 405],
  ])('refuses %s and starts nothing', async (_, wish, status) => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const { path, method, withoutCookie, learner, headers, more } = {
      path: PATH,
      method: 'POST',
      withoutCookie: false,
      learner: 'ann',
      headers: undefined,
      more: {},
      ...wish,
    };
    const { Origin = '', Cookie = '' } = door.headers(learner);
    const answer = await door.post(path, { method, headers: headers ?? { Origin, ...more, ...(!withoutCookie && { Cookie }) } });
    expect({ status: answer.status, opened: shell.opened }).toEqual({ status, opened: [] });
  });

  test('lets only so many pages look at one terminal, by whatever door', async () => {
    await using door = await TerminalDoor.open(playedShell());
    for (let page = 0; page < 4; page += 1) await new StreamPage(door).ready();
    for (let page = 0; page < 4; page += 1) await door.page().ready();
    expect((await door.post(PATH)).status).toBe(429);
    expect(await door.statusOf({})).toBe(429);
  });

  test('notices that a page has left', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = new StreamPage(door);
    await page.ready();
    page.leave();
    await vi.waitFor(() => expect(door.streams.count).toBe(0));
    expect(shell.terminal()).toMatchObject({ hasListener: true, detached: false });
  });

  test('ends a stream whose page says nothing any more, and keeps one that answers', async () => {
    const clock = new ManualClock();
    await using door = await TerminalDoor.open({ ...playedShell(), clock });
    const page = new StreamPage(door);
    await page.ready();
    for (let beat = 0; beat < 3; beat += 1) {
      clock.advance(15_000);
      expect(await page.next()).toMatchObject({ event: 'ping' });
      await page.batch({ first: 0, frames: [] });
    }
    expect(door.streams.count).toBe(1);
    clock.advance(30_000);
    await vi.waitFor(() => expect(door.streams.count).toBe(0));
  });

  test.each(['terminal-closed', 'machine-gone', 'session-ended'] as const)(
    'says goodbye by name when it is over: %s',
    async (reason) => {
      const shell = playedShell();
      await using door = await TerminalDoor.open(shell);
      const page = new StreamPage(door);
      await page.ready();
      door.end(reason);
      const goodbye = await page.next();
      expect(goodbye?.event).toBe('close');
      expect(goodbye?.data).toMatch(new RegExp(`^44\\d\\d ${reason}$`));
    },
  );

  test('says that the server stops', async () => {
    await using door = await TerminalDoor.open(playedShell());
    const page = new StreamPage(door);
    await page.ready();
    const stopped = door.stop();
    expect(await page.next()).toEqual({ event: 'close', data: '1001 server-stopping' });
    await stopped;
    expect((await door.post(PATH)).status).toBe(503);
  });
});
