import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { listen, PreviewBench, say } from './preview-bench.ts';

async function bench(options?: { ownPort: number }): Promise<PreviewBench> {
  const opened = await PreviewBench.open(options);
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

/** A web server in the machine, and the requests it has had. */
async function website(answer: (asked: IncomingMessage, body: string) => { status?: number; headers?: object; text?: string }) {
  const seen: IncomingMessage[] = [];
  const server = createServer((asked, response) => {
    seen.push(asked);
    void asked.toArray().then((chunks) => {
      const { status = 200, headers = {}, text = '' } = answer(asked, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(status, headers as Record<string, string | string[]>).end(text);
    });
  });
  const { port, ...listening } = await listen(server);
  onTestFinished(() => listening[Symbol.asyncDispose]());
  return { port, seen };
}

test('shows what the server in the machine answers, and carries bodies both ways', async () => {
  const previews = await bench();
  const { port, seen } = await website((_, body) => ({ status: 201, headers: { 'x-own': ['a', 'b'] }, text: `got ${body}` }));
  const sent = { path: '/a/b?c=%20', method: 'POST', body: '가나다'.repeat(50_000) };
  const { status, headers, text } = await previews.show(port, sent);
  expect({ status, own: headers['x-own'], text }).toEqual({ status: 201, own: ['a', 'b'], text: `got ${sent.body}` });
  expect(seen[0]?.url).toBe('/a/b?c=%20');
});

test('gives a GET with a body its body, and not a second request', async () => {
  const previews = await bench();
  const { port, seen } = await website((_, body) => ({ text: body }));
  const body = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  const { text } = await previews.show(port, { headers: { 'transfer-encoding': 'chunked' }, body });
  expect(text).toBe(body);
  expect(seen.map(({ url }) => url)).toEqual(['/']);
});

test('lets the server believe that the browser runs beside it', async () => {
  const previews = await bench();
  const { port, seen } = await website(() => ({}));
  const origin = `http://${previews.hostOf(port)}`;
  await previews.show(port, { method: 'POST', headers: { origin, referer: `${origin}/form` } });
  await previews.show(port, { headers: { origin: 'http://evil.example', referer: 'http://127.0.0.1:3000/ko/labs' } });
  const [own, foreign] = seen.map(({ headers }) => headers);
  expect(own).toMatchObject({
    host: `localhost:${port}`,
    origin: `http://localhost:${port}`,
    referer: `http://localhost:${port}/form`,
  });
  expect(foreign).toMatchObject({ origin: 'http://evil.example' });
  expect(foreign?.referer).toBeUndefined();
});

test('hands on neither the cookies of the platform nor the words of a proxy', async () => {
  const previews = await bench();
  const { port, seen } = await website(() => ({}));
  const cookie = 'vethlab_learner_1a=x; theirs=1; __Host-vethlab_learner_1a=y; vethlab-locale=ko';
  const headers = { cookie, 'x-forwarded-for': '1.2.3.4', connection: 'x-secret', 'x-secret': '1', 'keep-alive': '5' };
  await previews.show(port, { headers });
  expect(seen[0]?.headers.cookie).toBe('theirs=1');
  expect(seen[0]?.headers).not.toHaveProperty('x-forwarded-for');
  expect(seen[0]?.headers).not.toHaveProperty('x-secret');
  expect(seen[0]?.headers).not.toHaveProperty('keep-alive');
});

test('keeps a server from reaching beyond its own origin', async () => {
  const previews = await bench();
  const { port } = await website(() => ({
    headers: {
      'set-cookie': ['a=1; Domain=localhost; Path=/', 'vethlab_learner_1a=tossed; Path=/', 'b=2; HttpOnly'],
      'strict-transport-security': 'max-age=1; includeSubDomains',
      'clear-site-data': '"*"',
      'alt-svc': 'h2="evil.example:443"',
      'cross-origin-opener-policy': 'unsafe-none',
      'content-security-policy': "default-src 'self'",
      connection: 'x-hop',
      'x-hop': '1',
    },
  }));
  const { headers } = await previews.show(port);
  expect(headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2; HttpOnly']);
  for (const name of ['strict-transport-security', 'clear-site-data', 'alt-svc', 'x-hop'])
    expect(headers).not.toHaveProperty(name);
  expect(headers['cross-origin-opener-policy']).toEqual(['same-origin']);
  expect(headers['referrer-policy']).toEqual(['same-origin']);
  expect(headers['content-security-policy']?.join()).toBe("default-src 'self',frame-ancestors 'self'");
});

test.each([
  ['http://localhost:PORT/in?a#b', '/in?a#b'],
  ['http://127.0.0.1:PORT//evil.example/', '/evil.example/'],
  ['http://localhost:1/other', 'http://localhost:1/other'],
  ['/relative', '/relative'],
  ['https://example.org/', 'https://example.org/'],
])('sends a browser on from %s to %s', async (given, expected) => {
  const previews = await bench();
  const { port } = await website(({ headers }) => ({
    status: 302,
    headers: { location: given.replace('PORT', String(headers.host?.split(':')[1])) },
  }));
  expect((await previews.show(port)).headers.location).toEqual([expected]);
});

test('carries a WebSocket, also what is said at once', async () => {
  const previews = await bench();
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.send('welcome');
    socket.on('message', (data) => socket.send(`echo ${String(data)}`));
  });
  await using target = await listen(server);
  const headers = { host: previews.hostOf(target.port) };
  const socket = new WebSocket(`ws://127.0.0.1:${previews.port}/chat`, { headers });
  const said: string[] = [];
  socket.on('message', (data) => said.push(String(data)));
  await once(socket, 'open');
  socket.send('가나다');
  await vi.waitFor(() => expect(said).toEqual(['welcome', 'echo 가나다']));
  const closed = once(socket, 'close');
  previews.previews[Symbol.dispose]();
  await closed;
  sockets.close();
});

test('tells a WebSocket that is refused', async () => {
  const previews = await bench();
  const { port } = await website(() => ({ status: 403 }));
  const socket = new WebSocket(`ws://127.0.0.1:${previews.port}/`, { headers: { host: previews.hostOf(port) } });
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('403');
});

test('lets no other protocol through', async () => {
  const previews = await bench();
  const { port, seen } = await website(() => ({}));
  const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
  expect((await previews.show(port, { headers })).status).toBe(400);
  expect(seen).toEqual([]);
});

test('says in the visitor’s language that nothing listens', async () => {
  const previews = await bench();
  const { port, ...gone } = await listen(createServer());
  await gone[Symbol.asyncDispose]();
  const korean = await previews.show(port, { headers: { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.8' } });
  expect(korean.status).toBe(502);
  expect(korean.text).toContain(`지금은 ${port}번 포트에서 기다리는 서버가 없어요`);
  const english = await previews.show(port, { headers: { 'accept-language': 'de, en;q=0.5' } });
  expect(english.text).toContain(`Nothing listens on port ${port} now`);
  expect(english.headers['content-security-policy']?.[0]).toContain("default-src 'none'");
});

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['nothing', ''],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ['a header without an end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`],
])('says so when a server answers %s', async (_, bytes) => {
  const previews = await bench();
  const target = await listen(say(bytes));
  onTestFinished(() => target[Symbol.asyncDispose]());
  const { status, text } = await previews.show(target.port);
  expect(status).toBe(502);
  expect(text).toContain('does not speak HTTP');
});

test('is worth nothing once the session has another machine, and cannot be guessed', async () => {
  const previews = await bench();
  const { port, seen } = await website(() => ({}));
  const label = previews.hostOf(port).split('.')[0] ?? '';
  const forged = [
    label.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    label.replace(String(port), String(port + 1)),
    `${port}-${'0'.repeat(56)}`,
    `${port}-abc`,
  ];
  for (const wrong of forged) expect((await previews.show(port, { host: `${wrong}.localhost` })).status).toBe(404);
  previews.hasMachine = false;
  expect((await previews.show(port)).status).toBe(404);
  expect(seen).toEqual([]);
});

test('begins an answer as soon as the server does, and streams it', async () => {
  const previews = await bench();
  const { promise: goOn, resolve } = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    void goOn.then(() => response.end('data: 가나다\n\n'));
  });
  const target = await listen(server);
  onTestFinished(() => target[Symbol.asyncDispose]());
  const asked = request({ host: '127.0.0.1', port: previews.port, headers: { host: previews.hostOf(target.port) } });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  expect(response.headers['content-type']).toBe('text/event-stream');
  resolve();
  expect(String(Buffer.concat(await response.toArray()))).toBe('data: 가나다\n\n');
});

test('never shows the port that the platform itself listens on', async () => {
  const { port, seen } = await website(() => ({}));
  const previews = await bench({ ownPort: port });
  expect((await previews.show(port)).status).toBe(404);
  expect(seen).toEqual([]);
});

test('leaves the server in the machine when the browser goes', async () => {
  const previews = await bench();
  const arrived = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    response.writeHead(200).write('first');
    arrived.resolve();
    response.once('close', () => left.resolve());
  });
  const target = await listen(server);
  onTestFinished(() => target[Symbol.asyncDispose]());
  const asked = request({ host: '127.0.0.1', port: previews.port, headers: { host: previews.hostOf(target.port) } });
  asked.on('error', () => undefined);
  asked.end();
  await arrived.promise;
  asked.destroy();
  await left.promise;
});

test('holds 48 connections into one machine, and says so to the next', async () => {
  const previews = await bench();
  const taken: Socket[] = [];
  const target = await listen(createTcpServer((socket) => void taken.push(socket)));
  onTestFinished(() => target[Symbol.asyncDispose]());
  const waiting = Array.from({ length: 48 }, () => previews.show(target.port).catch(() => undefined));
  await vi.waitFor(() => expect(taken).toHaveLength(48));
  const { status, text } = await previews.show(target.port);
  expect(status).toBe(503);
  expect(text).toContain('Too many connections');
  previews.previews[Symbol.dispose]();
  await Promise.all(waiting);
});
