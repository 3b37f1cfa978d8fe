import { Duplex, PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import type { Terminal } from '../../../sandbox/driver.ts';
import { encodeResize } from '../../../sandbox/terminal/frames.ts';
import { HolderTerminal } from '../../../sandbox/terminal/holder-terminal.ts';

const options = { id: 'host', machine: 'host', size: { cols: 80, rows: 24 }, kill: () => undefined } as const;
const HELLO = Buffer.from([0x68, 8, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]);
const EXIT_3 = Buffer.from([0x78, 4, 0, 0, 0, 3, 0, 0, 0]);

/** A holder played by the test: what it says, and what was said to it. */
function holder(): { stream: Duplex; says: PassThrough; hears: PassThrough } {
  const says = new PassThrough();
  const hears = new PassThrough();
  return { stream: Duplex.from({ readable: says, writable: hears }), says, hears };
}

function output(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x64, bytes.length, 0, 0, 0]), bytes]);
}

async function open(said: Buffer): Promise<{ terminal: Terminal; says: PassThrough; stream: Duplex }> {
  const { stream, says } = holder();
  says.write(said);
  return { terminal: await HolderTerminal.open(stream, options), says, stream };
}

describe('HolderTerminal', () => {
  test('says where its output begins', async () => {
    const { terminal } = await open(HELLO);
    expect(terminal.start).toBe(7);
    terminal[Symbol.dispose]();
  });

  test('keeps what came with the greeting for the listener', async () => {
    const { terminal } = await open(Buffer.concat([HELLO, output('a'), output('b'), EXIT_3]));
    const heard: string[] = [];
    terminal.onOutput((chunk) => heard.push(Buffer.from(chunk).toString()));
    expect(await terminal.exited).toEqual({ exitCode: 3 });
    expect(heard).toEqual(['a', 'b']);
  });

  test('gives nothing while it is paused, not even the rest of a chunk', async () => {
    const { terminal } = await open(Buffer.concat([HELLO, output('a'), output('b'), output('c'), EXIT_3]));
    const heard: string[] = [];
    terminal.onOutput((chunk) => {
      heard.push(Buffer.from(chunk).toString());
      terminal.pause();
    });
    expect(heard).toEqual(['a']);
    terminal.resume();
    expect(heard).toEqual(['a', 'b']);
    terminal.resume();
    terminal.resume();
    expect(heard).toEqual(['a', 'b', 'c']);
    expect(await terminal.exited).toEqual({ exitCode: 3 });
  });

  test('has one listener at a time', async () => {
    const { terminal } = await open(HELLO);
    const first = terminal.onOutput(() => undefined);
    expect(() => terminal.onOutput(() => undefined)).toThrow('one listener');
    first[Symbol.dispose]();
    terminal.onOutput(() => undefined)[Symbol.dispose]();
    terminal[Symbol.dispose]();
  });

  test('ends with -1 when the holder hangs up', async () => {
    const { terminal, says } = await open(HELLO);
    terminal.onOutput(() => undefined);
    says.end();
    expect(await terminal.exited).toEqual({ exitCode: -1 });
  });

  test('ends with -1 when the holder talks nonsense', async () => {
    const { terminal, says, stream } = await open(HELLO);
    terminal.onOutput(() => undefined);
    says.write(Buffer.from('HTTP/1.1 200 OK\r\n'));
    expect(await terminal.exited).toEqual({ exitCode: -1 });
    expect(stream.destroyed).toBe(true);
  });

  test('ends with -1 when the holder greets again', async () => {
    const { terminal, says, stream } = await open(HELLO);
    terminal.onOutput(() => undefined);
    says.write(HELLO);
    expect(await terminal.exited).toEqual({ exitCode: -1 });
    expect(stream.destroyed).toBe(true);
  });

  test('ends alone when its listener breaks, which is heard as a rejection that nobody handled', async () => {
    const { terminal, says } = await open(HELLO);
    const bug = new Error('a bug in a listener');
    using strays = strayRejections();
    terminal.onOutput(() => {
      throw bug;
    });
    says.write(output('a'));
    expect(await terminal.exited).toEqual({ exitCode: -1 });
    await vi.waitFor(() => expect(strays.heard).toMatchObject([{ cause: bug }]));
  });

  test.each([
    ['refuses', Buffer.concat([Buffer.from([0x65, 11, 0, 0, 0]), Buffer.from('not-started')])],
    ['talks nonsense', Buffer.from('HTTP/1.1 200 OK\r\n')],
    ['lists unasked', Buffer.from([0x6c, 0, 0, 0, 0])],
    ['sends output before its greeting', output('a')],
    ['begins further on than any shell gets', Buffer.from([0x68, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0])],
  ])('is not opened when the holder %s', async (_, said) => {
    await expect(open(said)).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });

  test('is not opened when the holder has hung up already', async () => {
    const { stream } = holder();
    stream.destroy();
    await expect(HolderTerminal.open(stream, options)).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });

  test('keeps a bounded amount of input that nobody reads', async () => {
    const { stream, says, hears } = holder();
    says.write(HELLO);
    const terminal = await HolderTerminal.open(stream, options);
    for (let i = 0; i < 1000; i++) terminal.write(Buffer.alloc(10_000));
    expect(stream.writableLength + hears.readableLength).toBeLessThan(1_200_000);
    terminal[Symbol.dispose]();
  });

  test('keeps one resize while nobody reads, and sends the latest later', async () => {
    const { stream, says, hears } = holder();
    says.write(HELLO);
    const terminal = await HolderTerminal.open(stream, options);
    terminal.write(Buffer.alloc(2_000_000));
    const before = stream.writableLength;
    for (let cols = 1; cols <= 1000; cols++) terminal.resize({ cols, rows: 24 });
    expect(stream.writableLength).toBe(before);
    const heard: Buffer[] = [];
    hears.on('data', (chunk: Buffer) => heard.push(chunk));
    await vi.waitFor(() => expect(Buffer.concat(heard).subarray(-9)).toEqual(encodeResize({ cols: 1000, rows: 24 })));
    terminal[Symbol.dispose]();
  });
});

/** Takes the place of those who listen for rejections that nobody handled. */
function strayRejections(): Disposable & { readonly heard: unknown[] } {
  const others = process.listeners('unhandledRejection');
  const heard: unknown[] = [];
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => heard.push(error));
  return {
    heard,
    [Symbol.dispose]: () => {
      process.removeAllListeners('unhandledRejection');
      for (const other of others) process.on('unhandledRejection', other);
    },
  };
}
