import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { ApiBench } from '../../support/api-bench.ts';

const UPGRADE = { connection: 'Upgrade', upgrade: 'websocket' };

describe('The HTTP server', () => {
  test('gives pages a policy whose nonce they can read', async () => {
    let seen: { policy: unknown; nonce: unknown } | undefined;
    await using api = await ApiBench.open(
      {},
      {
        pages: ({ headers }, response) => {
          seen = { policy: headers['content-security-policy'], nonce: headers['x-nonce'] };
          response.end('a page');
        },
      },
    );
    const { headers, text } = await api.ask('/ko');
    expect(text).toBe('a page');
    expect(seen?.policy).toBe(headers['content-security-policy']);
    expect(seen?.policy).toContain(`script-src 'self' 'nonce-${String(seen?.nonce)}';`);
  });

  test('answers 500 in plain words when a page breaks', async () => {
    await using api = await ApiBench.open(
      {},
      {
        pages: () => {
          throw new Error('a bug in a page');
        },
      },
    );
    expect(await api.ask('/ko')).toMatchObject({ status: 500, text: 'Internal Server Error\n' });
  });

  test('says how it is', async () => {
    await using api = await ApiBench.open();
    expect(await api.ask('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test('says how it is to nobody who calls it by a foreign name', async () => {
    await using api = await ApiBench.open();
    expect(await api.raw('/healthz', { headers: { host: `evil.example:${api.port}` } })).toBe(403);
  });

  test('lets go of an upgrade that it has refused, though the other side holds on', async () => {
    await using api = await ApiBench.open();
    const socket = connect({ host: '127.0.0.1', port: api.port, allowHalfOpen: true });
    socket.write(`GET /elsewhere HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 404 /);
    socket.on('error', () => undefined);
    await vi.waitFor(() => {
      socket.write('still here');
      expect(socket.closed).toBe(true);
    });
  });

  test('takes upgrades under /ws/ and refuses the rest', async () => {
    await using api = await ApiBench.open();
    const headers = { host: `127.0.0.1:${api.port}`, ...UPGRADE };
    expect(await api.raw('/ws/anything', { headers })).toBe(418);
    expect(await api.raw('/_next/hmr', { headers })).toBe(404);
    expect(await api.raw('/elsewhere', { headers })).toBe(404);
  });
});
