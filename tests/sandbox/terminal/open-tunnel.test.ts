import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { connectBelow } from '../../../sandbox/terminal/connect-to-holder.ts';
import { encodeConnect } from '../../../sandbox/terminal/frames.ts';
import { openTunnel } from '../../../sandbox/terminal/open-tunnel.ts';
import { HOLDER_START_MS, HolderProcess } from './holder-process.ts';

let process: HolderProcess;

beforeAll(async () => {
  process = await HolderProcess.start();
}, HOLDER_START_MS);

afterAll(async () => {
  await process[Symbol.asyncDispose]();
});

async function holderStream(): Promise<Duplex> {
  await using directory = await open(process.folder);
  return await connectBelow(directory, ['terminals.sock']);
}

async function reach(port: number, address = '127.0.0.1'): Promise<Duplex> {
  const connection = await openTunnel(await holderStream(), { address, port });
  if (!connection.reached) throw new Error(connection.reason);
  onTestFinished(() => void connection.stream.destroy());
  return connection.stream;
}

/** A server on this machine; what it takes in is ended with the test. */
async function serve(
  act: (socket: Socket) => void,
  host = '127.0.0.1',
): Promise<{ port: number; server: Server; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    act(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, server, sockets };
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a tunnel to what listens in the machine', () => {
  test.each(['127.0.0.1', '::1'])('carries bytes both ways by %s', async (address) => {
    const { port } = await serve((socket) => socket.pipe(socket), address);
    const stream = await reach(port, address);
    stream.write('가나다');
    expect(String(await once(stream, 'data'))).toBe('가나다');
  });

  test('gives what the server says first, before it is asked anything', async () => {
    const { port } = await serve((socket) => socket.end('220 welcome\r\n'));
    expect(String(await buffer(await reach(port)))).toBe('220 welcome\r\n');
  });

  test('loses no byte of 8 MB in each direction', async () => {
    const sent = randomBytes(8_000_000);
    const received = Promise.withResolvers<Buffer>();
    const { port } = await serve((socket) => {
      buffer(socket).then((bytes) => {
        received.resolve(bytes);
        socket.end(bytes);
      }, received.reject);
    });
    const stream = await reach(port);
    stream.end(sent);
    const back = await buffer(stream);
    expect(digestOf(await received.promise)).toBe(digestOf(sent));
    expect(digestOf(back)).toBe(digestOf(sent));
  });

  test('makes a server wait while nobody reads', async () => {
    let written = 0;
    const chunk = Buffer.alloc(65_536);
    const { port } = await serve((socket) => {
      const pour = () => {
        while (written < 64_000_000 && socket.write(chunk)) written += chunk.length;
      };
      socket.on('drain', pour);
      pour();
    });
    const stream = await reach(port);
    stream.pause();
    let before = -1;
    while (before !== written) {
      before = written;
      await delay(200);
    }
    expect(written).toBeLessThan(64_000_000);
  });

  test('tells a port where nobody listens', async () => {
    const { port, server } = await serve(() => undefined);
    server.close();
    await once(server, 'close');
    expect(await openTunnel(await holderStream(), { address: '127.0.0.1', port })).toEqual({ reached: false, reason: 'refused' });
  });

  test('ends for the server when its client goes', async () => {
    const { port, sockets } = await serve((socket) => socket.resume());
    const stream = await reach(port);
    await vi.waitFor(() => expect(sockets).toHaveLength(1));
    const ended = once(sockets[0] as Socket, 'end');
    stream.destroy();
    await ended;
  });

  test('ends for the client when the server breaks off', async () => {
    const { port } = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const stream = await reach(port);
    stream.write('x');
    stream.resume();
    await once(stream, 'close');
  });

  test('does not keep terminals from anything, and leaves no process behind', { timeout: 30_000 }, async () => {
    const { port } = await serve((socket) => socket.resume());
    const streams: Duplex[] = [];
    while (streams.length < 64) streams.push(await reach(port));
    using shell = await process.open('beside');
    expect(await shell.run('echo served')).toContain('served');
    await expect(reach(port)).rejects.toMatchObject({ code: 'sandbox/connect-failed' });
    for (const stream of streams) stream.destroy();
    await vi.waitFor(async () => expect(await reach(port)).toBeDefined(), { timeout: 10_000 });
    shell.terminal.kill();
  });

  test.each([
    ['port 0', Buffer.from([0, 0, 127, 0, 0, 1])],
    ['no address', Buffer.from([80, 0])],
    ['an address of 5 bytes', Buffer.from([80, 0, 1, 2, 3, 4, 5])],
  ])('is refused for %s', async (_, payload) => {
    const header = Buffer.from([0x63, payload.length, 0, 0, 0]);
    expect(String(await process.exchange(Buffer.concat([header, payload])))).toContain('malformed');
  });

  test('is refused to a client that does not wait for the answer', async () => {
    const { port } = await serve((socket) => socket.resume());
    const hasty = Buffer.concat([encodeConnect({ address: '127.0.0.1', port }), Buffer.from('GET /')]);
    expect(String(await process.exchange(hasty))).toContain('malformed');
  });

  test('is no tunnel when the holder says something else', async () => {
    const { port, server } = await serve((socket) => socket.end(Buffer.from([0x6b, 0, 0, 0, 0])));
    const stream = connect(port);
    await expect(openTunnel(stream, { address: '127.0.0.1', port: 1 })).rejects.toMatchObject({ code: 'sandbox/connect-failed' });
    expect(stream.destroyed).toBe(true);
    server.close();
  });
});
