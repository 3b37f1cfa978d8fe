import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../../server/clock.ts';
import { RequestGuard } from '../../../server/http/request-guard.ts';
import { createLogger } from '../../../server/logger.ts';
import { CHECK_PATH, CHECK_PIECES } from '../../../server/protocol/browser-check.ts';
import { BrowserCheck, isBrowserCheck } from '../../../server/ws/browser-check.ts';
import { ManualClock } from '../../support/manual-clock.ts';

async function openCheck(clock = systemClock) {
  const guard = new RequestGuard({ host: '127.0.0.1', publicOrigin: undefined });
  const check = new BrowserCheck({ guard, clock, log: createLogger('silent'), behindProxy: false });
  const server = createServer((request, response) => void check.handle(request, response));
  server.on('upgrade', check.handleUpgrade.bind(check));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    post: (path: string, headers: Record<string, string> = {}) =>
      fetch(`${origin}${CHECK_PATH}${path}`, { method: 'POST', headers: { Origin: origin, ...headers } }),
    connect: (headers: Record<string, string> = { Origin: origin }) =>
      new WebSocket(`${origin.replace('http', 'ws')}${CHECK_PATH}`, { headers }),
    async [Symbol.asyncDispose]() {
      check[Symbol.dispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('BrowserCheck', () => {
  test('says back over a WebSocket what it is told', async () => {
    await using check = await openCheck();
    const socket = check.connect();
    await once(socket, 'open');
    socket.send('안녕');
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(data.toString()).toBe('안녕');
    socket.terminate();
  });

  test.each([
    ['too long a message', (socket: WebSocket) => socket.send('x'.repeat(100))],
    ['too many messages', (socket: WebSocket) => Array.from({ length: 51 }, () => socket.send('x'))],
  ])('hangs up on %s', async (_, say) => {
    await using check = await openCheck();
    const socket = check.connect();
    await once(socket, 'open');
    say(socket);
    await once(socket, 'close');
  });

  test('hangs up on whoever stays', async () => {
    const clock = new ManualClock();
    await using check = await openCheck(clock);
    const socket = check.connect();
    await once(socket, 'open');
    clock.advance(10_000);
    await once(socket, 'close');
    expect(clock.pendingTimers).toBe(0);
  });

  test('tells whether its cookie came back', async () => {
    await using check = await openCheck();
    const first = await check.post('/ping');
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await first.json()).toEqual({ cookie: false });
    expect(await (await check.post('/ping', { Cookie: cookie })).json()).toEqual({ cookie: true });
  });

  test('streams piece by piece', async () => {
    const clock = new ManualClock();
    await using check = await openCheck(clock);
    const response = await check.post('/stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = 0; piece < CHECK_PIECES; piece += 1) {
      expect((await reader?.read())?.value).toBe(`data: ${piece}\n\n`);
      if (piece < CHECK_PIECES - 1) await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
      clock.advance(150);
    }
    expect((await reader?.read())?.done).toBe(true);
  });

  test("does nothing for somebody else's page", async () => {
    await using check = await openCheck();
    expect((await check.post('/ping', { Origin: 'https://evil.example' })).status).toBe(403);
    const socket = check.connect({ Origin: 'https://evil.example' });
    const [, response] = await once(
      socket.on('error', () => undefined),
      'unexpected-response',
    );
    expect(response.statusCode).toBe(403);
  });

  test('has had enough of an address that asks without end', async () => {
    await using check = await openCheck(new ManualClock());
    const statuses = new Set<number>();
    for (let ask = 0; ask < 31; ask += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => check.post('/nothing')));
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses]).toEqual([404, 429]);
  });

  test.each([
    [CHECK_PATH, true],
    [`${CHECK_PATH}/ping`, true],
    ['/ws/checks', false],
    ['/ws/sessions/s1/terminals/host', false],
  ])('knows its addresses: %s', (path, isIts) => {
    expect(isBrowserCheck(path)).toBe(isIts);
  });
});
