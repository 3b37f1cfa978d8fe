import { describe, expect, test, vi } from 'vitest';
import { HIGH_WATERMARK_BYTES } from '../../../server/terminal/flow-control.ts';
import { SLOWEST_MS } from '../../../server/terminal/terminal-connection.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { playedShell } from './played-shell.ts';
import { TerminalDoor } from './terminal-door.ts';

const MUCH = 'x'.repeat(HIGH_WATERMARK_BYTES + 1);

describe('flow control over the wire', () => {
  test('pauses the shell while the page is behind, and resumes it on ack', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    await page.ready();
    shell.terminal().print(MUCH);
    await page.outputUntil(MUCH);
    await vi.waitFor(() => expect(shell.terminal().paused).toBe(true));
    page.send({ type: 'ack', received: MUCH.length });
    await vi.waitFor(() => expect(shell.terminal().paused).toBe(false));
  });

  test('goes by the slowest page', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const [fast, slow] = [door.page(), door.page()];
    await Promise.all([fast.ready(), slow.ready()]);
    shell.terminal().print(MUCH);
    await Promise.all([fast.outputUntil(MUCH), slow.outputUntil(MUCH)]);
    fast.send({ type: 'ack', received: MUCH.length });
    fast.send({ type: 'ping' });
    await fast.message();
    expect(shell.terminal().paused).toBe(true);
    slow.send({ type: 'ack', received: MUCH.length });
    await vi.waitFor(() => expect(shell.terminal().paused).toBe(false));
  });

  test('lets a page go that holds up the shell for too long, and the shell goes on', async () => {
    const shell = playedShell();
    const clock = new ManualClock();
    await using door = await TerminalDoor.open({ ...shell, clock });
    const [page, other] = [door.page(), door.page()];
    await Promise.all([page.ready(), other.ready()]);
    shell.terminal().print(MUCH);
    await Promise.all([page.outputUntil(MUCH), other.outputUntil(MUCH)]);
    other.send({ type: 'ack', received: MUCH.length });
    other.send({ type: 'ping' });
    await other.message();

    clock.advance(SLOWEST_MS);
    expect(await page.closed).toEqual({ code: 4408, reason: 'too-slow' });
    await vi.waitFor(() => expect(shell.terminal().paused).toBe(false));
    shell.terminal().print('go on');
    expect(await other.outputUntil('go on')).toBe('go on');
  });

  test('has patience with a page that catches up', async () => {
    const shell = playedShell();
    const clock = new ManualClock();
    await using door = await TerminalDoor.open({ ...shell, clock });
    const page = door.page();
    await page.ready();
    shell.terminal().print(MUCH);
    await page.outputUntil(MUCH);
    clock.advance(SLOWEST_MS - 1);
    page.send({ type: 'ack', received: MUCH.length });
    await vi.waitFor(() => expect(shell.terminal().paused).toBe(false));
    clock.advance(SLOWEST_MS);
    page.send({ type: 'ping' });
    expect(await page.message()).toEqual({ type: 'pong' });
  });

  test('lets the shell go on when the page that held it up goes away', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    await page.ready();
    shell.terminal().print(MUCH);
    await page.outputUntil(MUCH);
    page[Symbol.dispose]();
    await vi.waitFor(() => expect(shell.terminal().paused).toBe(false));
  });

  test('sends what a shell prints in small pieces as few frames', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    await page.ready();
    for (const piece of ['a', 'b', 'c', '\n']) shell.terminal().print(piece);
    expect(await page.outputUntil('\n')).toBe('abc\n');
    // `ready`, the repaint of an empty screen, and the four pieces.
    expect(page.frames).toBe(3);
  });

  test('ends in the middle of a repaint without harm', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    await door.page().ready();
    shell.terminal().print('line after line\r\n'.repeat(200_000));
    const pages = [door.page(), door.page()];
    await vi.waitFor(() => expect(pages.every((page) => page.isOpen)).toBe(true));
    door.end('machine-gone');
    for (const page of pages) expect((await page.closed).reason).toBe('machine-gone');
  });

  test('takes the first and the last of many resizes in a moment', async () => {
    const shell = playedShell();
    const clock = new ManualClock();
    await using door = await TerminalDoor.open({ ...shell, clock });
    const page = door.page();
    await page.ready();
    for (let cols = 100; cols <= 200; cols += 1) page.send({ type: 'resize', cols, rows: 24 });
    page.send({ type: 'ping' });
    await page.message();
    clock.advance(50);
    expect(shell.terminal().sizes.map(({ cols }) => cols)).toEqual([80, 100, 200]);
  });

  test('makes a shell that floods wait while nobody looks, until somebody does', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open({ ...shell, clock: new ManualClock() });
    const page = door.page();
    await page.ready();
    page[Symbol.dispose]();
    await vi.waitFor(() => {
      shell.terminal().print(MUCH);
      expect(shell.terminal().paused).toBe(true);
    });
    await door.page().ready();
    await vi.waitFor(() => expect(shell.terminal().paused).toBe(false));
  });
});
