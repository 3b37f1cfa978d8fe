import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compressStatic } from '../../../scripts/setup/compress-static.ts';
import { staticFiles } from '../../../server/http/static-files.ts';

const SCRIPT = 'export const veth = "veth";\n'.repeat(200);
let dir: string;
let server: Server;
let url: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vethlab-static-'));
  const folder = join(dir, '.next', 'static', 'chunks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'page.js'), SCRIPT);
  writeFileSync(join(folder, 'rebuilt.js'), SCRIPT);
  writeFileSync(join(dir, 'secret'), 'not for the web');
  await compressStatic(join(dir, '.next', 'static'));
  const serve = staticFiles(dir);
  server = createServer((request, response) => {
    if (!serve(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

const get = (path: string, encoding: string) => fetch(`${url}${path}`, { headers: { 'accept-encoding': encoding } });

describe('staticFiles', () => {
  test.each(['br', 'gzip', 'identity'])('gives the same script as %s, to keep for good', async (encoding) => {
    const response = await get('/_next/static/chunks/page.js', encoding);
    expect(response.headers.get('content-encoding') ?? 'identity').toBe(encoding);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(await response.text()).toBe(SCRIPT);
  });

  test.each(['/_next/static/chunks/gone.js', '/_next/static/..%2f..%2fsecret', '/_next/static/chunks/'])(
    'has nothing at %s',
    async (path) => {
      const response = await get(path, 'identity');
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('not for the web');
    },
  );

  test('breaks off what a build has just taken away, and serves on', async () => {
    rmSync(join(dir, '.next', 'static', 'chunks', 'rebuilt.js'));
    await expect(get('/_next/static/chunks/rebuilt.js', 'identity').then((response) => response.text())).rejects.toThrow();
    expect((await get('/_next/static/chunks/page.js', 'br')).status).toBe(200);
  });

  test('leaves pages to others', async () => {
    expect((await get('/ko', 'identity')).status).toBe(418);
  });
});
