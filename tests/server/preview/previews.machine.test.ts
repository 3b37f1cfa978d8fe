import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { DockerDriver } from '../../../sandbox/docker/docker-driver.ts';
import type { ExecResult } from '../../../sandbox/driver.ts';
import { type PortView, portsResponseSchema } from '../../../server/protocol/api.ts';
import { EngineServer } from '../../support/engine-server.ts';
import { Learner } from '../../support/learner.ts';
import { WEBSOCKET_ECHO } from '../../support/websocket-echo.ts';

let server: EngineServer;
let learner: Learner;
let driver: DockerDriver;

beforeAll(async () => {
  server = await EngineServer.open();
  learner = new Learner(server.url);
  await learner.start('docker-network');
  driver = server.engine.openDriver();
  await run('docker run -d --name web -p 8080:80 nginx');
});

afterAll(async () => {
  await driver?.[Symbol.asyncDispose]();
  await learner?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

/** Runs a script on the learner's machine, and on the spare that waits beside it. */
async function run(script: string, stdin = ''): Promise<ExecResult[]> {
  return Promise.all((await driver.adopt()).map((sandbox) => sandbox.exec(['bash', '-c', script], { stdin })));
}

async function ports(): Promise<PortView[]> {
  const response = await fetch(`${server.url}/api/sessions/${learner.session.id}/ports`, { headers: learner.headers });
  return portsResponseSchema.parse(await response.json()).ports;
}

/** The address of a port's preview, once it is listed. */
function preview(port: number): Promise<URL> {
  return vi.waitFor(
    async () => {
      const found = (await ports()).find((open) => open.port === port);
      expect(found).toBeDefined();
      return new URL(found?.url ?? '');
    },
    { timeout: 30_000, interval: 600 },
  );
}

/** Asks as a browser does that has found the name on this computer. */
async function show({ host, port, pathname }: URL): Promise<{ status: number; text: string }> {
  const asked = request({ host: '127.0.0.1', port, path: pathname, headers: { host } });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, text: Buffer.concat(await response.toArray()).toString('utf8') };
}

test('a container’s published port is listed with its name, and its page shown', async () => {
  const address = await preview(8080);
  expect((await ports()).find(({ port }) => port === 8080)).toMatchObject({ container: 'web' });
  expect(address.hostname).toMatch(/^8080-[0-9a-f]+\.localhost$/);
  const { status, text } = await show(address);
  expect(status).toBe(200);
  expect(text).toContain('Welcome to nginx!');
});

test('a WebSocket in the machine echoes', async () => {
  await run('cat > /tmp/echo.py; setsid python3 /tmp/echo.py < /dev/null > /dev/null 2>&1 &', WEBSOCKET_ECHO);
  const { host, port } = await preview(9000);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host } });
  await once(socket, 'open');
  socket.send('가나다');
  expect(String((await once(socket, 'message'))[0])).toBe('가나다');
  socket.terminate();
});

test('a server on one address of the machine only is found all the same', async () => {
  await run('cd / && setsid python3 -m http.server --bind 172.17.0.1 9100 < /dev/null > /dev/null 2>&1 &');
  expect(await show(await preview(9100))).toMatchObject({ status: 200 });
});

test('a port that only a rule leads to is listed, and its page shown', async () => {
  await run('pkill -f docker-proxy.*8080');
  await vi.waitFor(
    async () => expect((await run('ss -Hlnt sport = :8080')).map(({ stdout }) => stdout).join('')).toBe(''),
    10_000,
  );
  expect((await show(await preview(8080))).text).toContain('Welcome to nginx!');
});

test('an address is kept through a restart of the server, and worth nothing after the machine', async () => {
  const address = await preview(8080);
  await server.stop();
  await server.start();
  expect((await show(address)).status).toBe(200);
  await learner.ask('POST', `/api/sessions/${learner.session.id}/machine`);
  expect((await show(address)).status).toBe(404);
});
