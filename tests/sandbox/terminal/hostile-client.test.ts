import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeInput, encodeKill, encodeList, encodeOpen, encodeResize } from '../../../sandbox/terminal/frames.ts';
import { HOLDER_START_MS, HolderProcess } from './holder-process.ts';
import type { ShellView } from './shell-view.ts';

let process: HolderProcess;
let bystander: ShellView;

beforeAll(async () => {
  process = await HolderProcess.start();
  bystander = await process.open('bystander');
}, HOLDER_START_MS);

afterAll(async () => {
  bystander[Symbol.dispose]();
  await process[Symbol.asyncDispose]();
});

function frame(type: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 'latin1');
  header.writeUInt32LE(payload.length, 1);
  return Buffer.concat([header, payload]);
}

function open(machine: string, id: string, cols = 80): Buffer {
  const words = Buffer.from(machine + id, 'latin1');
  return frame('o', Buffer.from([cols & 255, cols >> 8, 24, 0, machine.length, ...words]));
}

const MALFORMED = frame('e', Buffer.from('malformed'));

describe('a hostile client of the holder', () => {
  test.each([
    ['an unknown frame', frame('z', Buffer.alloc(3))],
    ['input before it has opened anything', encodeInput(Buffer.from('ls'))],
    ['a frame that announces 4 GiB', Buffer.from([0x69, 0xff, 0xff, 0xff, 0xff])],
    ['a frame one byte too long', frame('i', Buffer.alloc(16_385))],
    ['a machine outside the alphabet', open('../sh', 'x')],
    ['a machine of no letters', open('', 'x')],
    ['an id with a space', open('host', 'a b')],
    ['no id', open('host', '')],
    ['a screen of no columns', open('host', 'x', 0)],
    ['a screen of 10,000 columns', open('host', 'x', 10_000)],
    ['a list of something', frame('l', Buffer.from('x'))],
    ['a kill of nobody', frame('k', Buffer.alloc(0))],
  ])('is sent away for %s', async (_, bytes) => {
    expect(await process.exchange(bytes)).toEqual(MALFORMED);
  });

  test('loses its own connection only', async () => {
    const shell = await process.open('lives-on');
    await process.exchange(Buffer.concat([open('host', 'lives-on'), frame('r', Buffer.alloc(4))]));
    using again = await process.attach('lives-on');
    expect(await again.until('ready> ')).toContain('ready> ');
    expect(await shell.terminal.exited).toEqual({ exitCode: -1 });
    expect(await bystander.run('echo unharmed')).toContain('unharmed');
  });

  test('does not lock others out by connecting and saying nothing', async () => {
    const idle: Socket[] = [];
    for (let i = 0; i < 100; i++) {
      idle.push(await connected());
      // An answer says that all of them were taken in: the kernel lets only some 60 wait.
      if (i % 20 === 19) expect(await process.holder.list()).toContain('bystander');
    }
    expect(await bystander.run('echo served')).toContain('served');
    for (const socket of idle) socket.destroy();
  });

  test('does not hold others up by not reading', async () => {
    const socket = await connected();
    socket.pause();
    socket.write(encodeOpen({ id: 'unread', machine: 'host', size: { cols: 80, rows: 24 } }));
    socket.write(encodeInput(Buffer.from('yes\n')));
    expect(await bystander.run('echo served')).toContain('served');
    socket.destroy();
    await process.exchange(encodeKill('unread'));
  });

  test('cannot bring the holder down with any sequence of frames', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame(), { maxLength: 12 }), fc.boolean(), async (frames, cutShort) => {
        const bytes = Buffer.concat(frames);
        await process.exchange(cutShort ? bytes.subarray(0, -1) : bytes);
      }),
      { numRuns: 300 },
    );
    expect(await bystander.run('echo unharmed')).toContain('unharmed');
  });
});

function anyFrame(): fc.Arbitrary<Buffer> {
  const id = fc.constantFrom('a', 'b', 'c');
  const size = { cols: 80, rows: 24 };
  return fc.oneof(
    id.map((name) => encodeOpen({ id: name, machine: 'host', size })),
    fc.string({ maxLength: 40 }).map((text) => encodeInput(Buffer.from(text))),
    fc.record({ cols: fc.nat(65_535), rows: fc.nat(65_535) }).map(encodeResize),
    id.map(encodeKill),
    fc.constant(encodeList()),
    fc
      .tuple(fc.constantFrom('o', 'i', 'r', 'k', 'l', 'h', '\0'), fc.uint8Array({ maxLength: 60 }))
      .map(([type, payload]) => frame(type, payload)),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  );
}

async function connected(): Promise<Socket> {
  const socket = connect(process.socketPath);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
