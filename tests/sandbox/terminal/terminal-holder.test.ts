import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SandboxError } from '../../../sandbox/errors.ts';
import { digestOf, FLOOD, floodDigest, pauseNowAndThen } from './flood.ts';
import { HOLDER_START_MS, HolderProcess } from './holder-process.ts';

const RING_BYTES = 1_048_576;

let process: HolderProcess;

beforeAll(async () => {
  process = await HolderProcess.start();
}, HOLDER_START_MS);

afterAll(async () => {
  await process[Symbol.asyncDispose]();
});

describe('TerminalHolder', () => {
  test('opens a shell on the machine that was asked for', async () => {
    using shell = await process.open('machine', { machine: 'client' });
    expect(shell.terminal.start).toBe(0);
    expect(await shell.run('echo "$MACHINE $TERM"; tty')).toMatch(/^client xterm-256color\n\/dev\/pts\/\d+\n$/);
  });

  test('gives the shell a size, and the new one after a resize', async () => {
    using shell = await process.open('size', { size: { cols: 91, rows: 17 } });
    expect(await shell.run('stty size')).toBe('17 91\n');
    shell.terminal.resize({ cols: 120, rows: 40 });
    expect(await shell.run('stty size')).toBe('40 120\n');
  });

  test('carries Hangul byte for byte, also when it is typed in pieces', async () => {
    using shell = await process.open('hangul');
    shell.type('cat\n');
    await shell.until('cat\r\n');
    for (const byte of Buffer.from('도커 네트워크 🐳\n')) shell.terminal.write(Uint8Array.of(byte));
    expect(await shell.until('🐳\r\n도커 네트워크 🐳\r\n')).toBe('도커 네트워크 🐳\r\n도커 네트워크 🐳\r\n');
  });

  test('erases a whole Hangul syllable with one backspace', async () => {
    using shell = await process.open('erase');
    shell.type('cat\n');
    await shell.until('cat\r\n');
    shell.type('가나\u007f다\n');
    await shell.until('\r\n');
    expect(await shell.until('\r\n')).toBe('가다\r\n');
  });

  test('loses no byte of a 20 MB flood that is paused and resumed', { timeout: 60_000 }, async () => {
    using shell = await process.open('flood');
    pauseNowAndThen(shell);
    expect(digestOf(await shell.run(FLOOD))).toBe(floodDigest());
  });

  test('makes the shell wait while its viewer is paused', async () => {
    using shell = await process.open('waits');
    shell.type('echo $$; exec cat /dev/zero\n');
    const [pid] = /\d+(?=\r\n)/.exec(await shell.until('cat /dev/zero\r\n').then(() => shell.until('\r\n'))) ?? [];
    await shell.untilPrinted(1_000_000);
    shell.terminal.pause();
    await vi.waitFor(async () => {
      const before = await written(pid);
      expect(await stateOf(pid)).toBe('S');
      expect(await written(pid)).toBe(before);
    });
    expect((await written(pid)) - shell.printed).toBeLessThan(2 * RING_BYTES);
  });

  test('lets an interrupt through while output floods', async () => {
    using shell = await process.open('interrupt');
    shell.type('yes\n');
    await shell.untilPrinted(5_000_000);
    shell.type('\u0003');
    await shell.until('^C');
    expect(await shell.run('echo calm')).toContain('calm');
  });

  test('says how the shell ended, after its last words', async () => {
    const shell = await process.open('ends');
    shell.type('echo last words; exit 7\n');
    expect(await shell.terminal.exited).toEqual({ exitCode: 7 });
    expect(shell.bytes().toString()).toContain('last words\r\n');
    expect(await process.holder.list()).not.toContain('ends');
  });

  test('replays a shell that lived on unseen, from its first byte', async () => {
    const first = await process.open('replay');
    await first.run('cd /; echo before');
    const seen = first.bytes();
    first[Symbol.dispose]();
    using second = await process.attach('replay');
    await second.untilPrinted(seen.length);
    expect(second.terminal.start).toBe(0);
    expect(second.bytes().subarray(0, seen.length)).toEqual(seen);
    second.skip();
    expect(await second.run('pwd')).toContain('/\n');
  });

  test('replays the last 1 MiB of a long output, from the beginning of a line', async () => {
    const first = await process.open('long');
    const release = await fifo('long');
    first.type('cat fifo-long; seq 1000000 1500000; touch long-done\n');
    await first.until('\n');
    first[Symbol.dispose]();
    await release();
    await vi.waitFor(() => readFile(join(process.folder, 'long-done')), { timeout: 5000 });
    using second = await process.attach('long');
    await second.until('1500000\r\n');
    const replay = second.bytes();
    expect(second.terminal.start).toBeGreaterThan(0);
    expect(replay.length).toBeGreaterThan(RING_BYTES - 100);
    expect(replay.subarray(0, 64).toString()).toMatch(/^(\d{7}\r\n){7}/);
  });

  test('keeps the end of a shell that ended unseen, once', async () => {
    const first = await process.open('unseen');
    const release = await fifo('unseen');
    first.type('cat fifo-unseen; echo bye; exit 5\n');
    await first.until('\n');
    first[Symbol.dispose]();
    await release();
    await vi.waitFor(async () => expect(await process.holder.list()).not.toContain('unseen'));
    const second = await process.attach('unseen');
    expect(await second.terminal.exited).toEqual({ exitCode: 5 });
    expect(second.bytes().toString()).toContain('bye\r\n');
    using third = await process.open('unseen');
    expect(third.terminal.start).toBe(0);
  });

  test('gives a shell to its newest viewer', async () => {
    const older = await process.open('taken');
    using newer = await process.attach('taken');
    expect(await older.terminal.exited).toEqual({ exitCode: -1 });
    expect(await newer.run('echo mine')).toContain('mine');
  });

  test('ends a shell on demand, also one whose input is stuck', async () => {
    const shell = await process.open('stuck');
    shell.type('trap "" HUP; sleep 1000\n');
    await shell.until('sleep 1000\r\n');
    for (let i = 0; i < 100; i++) shell.type('x\n'.repeat(8000));
    shell.terminal.kill();
    expect((await shell.terminal.exited).exitCode).not.toBe(0);
    expect(await process.holder.list()).not.toContain('stuck');
  });

  test('types on when a program reads its input late', async () => {
    using shell = await process.open('late');
    const release = await fifo('late');
    shell.type('stty -echo; (read -r _ < fifo-late; wc -c)\n');
    await shell.until('\n');
    for (let i = 0; i < 40; i++) shell.type('0123456\n'.repeat(2000));
    shell.type('\u0004');
    await release();
    expect(await shell.until('640000')).toContain('640000');
  });

  test('holds sixteen terminals and says so to the seventeenth', async () => {
    await using other = await process.startAnother();
    const ids = Array.from({ length: 16 }, (_, index) => `t-${index}`);
    for (const id of ids) await other.open(id);
    expect(await other.holder.list()).toEqual(ids);
    const refused = await other.attach('t-16').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SandboxError);
    expect(refused).toMatchObject({ code: 'sandbox/terminal-failed' });
  });

  test('takes its shells with it when it is told to stop', async () => {
    const other = await process.startAnother();
    const shell = await other.open('orphan');
    const pid = (await shell.run('echo $$')).trim();
    await other[Symbol.asyncDispose]();
    expect(await shell.terminal.exited).toEqual({ exitCode: -1 });
    await vi.waitFor(async () => expect([undefined, 'Z']).toContain(await stateOf(pid)));
  });
});

/** Makes something for a shell to wait for; the answer lets it go. */
async function fifo(name: string): Promise<() => Promise<void>> {
  const path = join(process.folder, `fifo-${name}`);
  await promisify(execFile)('mkfifo', [path]);
  return () => writeFile(path, '\n');
}

/** How much a process has written, by the kernel's count. */
async function written(pid: string | undefined): Promise<number> {
  const io = await readFile(`/proc/${pid}/io`, 'utf8');
  return Number(/^wchar: (\d+)$/m.exec(io)?.[1]);
}

async function stateOf(pid: string | undefined): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) (\S)/.exec(status)?.[1];
}
