import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectBelow, connectToHolder } from '../../../sandbox/terminal/connect-to-holder.ts';

const PATH = ['run', 'vethlab', 'terminals.sock'];

let folder: string;
let server: Server;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vethlab-root-'));
  await mkdir(join(folder, 'root/run/vethlab'), { recursive: true });
  await mkdir(join(folder, 'outside'));
  server = createServer((socket) => socket.end('hello')).listen(join(folder, 'outside/terminals.sock'));
  await once(server, 'listening');
});

afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function connect(): Promise<string> {
  await using root = await open(join(folder, 'root'));
  const socket = await connectBelow(root, PATH);
  const [greeting] = await once(socket, 'data');
  return String(greeting);
}

describe('connectBelow', () => {
  test('connects to a socket in its place', async () => {
    await using own = createServer((socket) => socket.end('inside')).listen(join(folder, 'root/run/vethlab/terminals.sock'));
    await once(own, 'listening');
    expect(await connect()).toBe('inside');
  });

  test('does not follow a link in the place of the socket', async () => {
    await symlink(join(folder, 'outside/terminals.sock'), join(folder, 'root/run/vethlab/terminals.sock'));
    await expect(connect()).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });

  test('does not follow a link in the place of a folder', async () => {
    await rm(join(folder, 'root/run/vethlab'), { recursive: true });
    await symlink(join(folder, 'outside'), join(folder, 'root/run/vethlab'));
    await expect(connect()).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });

  test('takes no file for a socket', async () => {
    await writeFile(join(folder, 'root/run/vethlab/terminals.sock'), '');
    await expect(connect()).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });

  test('says that nobody is there', async () => {
    await expect(connect()).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });
});

describe('connectToHolder', () => {
  test('says that the machine is gone when its first process is', async () => {
    // Larger than any pid the kernel gives.
    await expect(connectToHolder(2 ** 22 + 1)).rejects.toMatchObject({ code: 'sandbox/gone' });
  });

  test('looks into the root of that process', async () => {
    await expect(connectToHolder(process.pid)).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });
});
