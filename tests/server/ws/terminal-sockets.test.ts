import { describe, expect, test, vi } from 'vitest';
import { closeReasons } from '../../../server/protocol/close-reasons.ts';
import { playedShell } from './played-shell.ts';
import { TerminalDoor } from './terminal-door.ts';

describe('TerminalSockets', () => {
  test('carries keys to the shell and output to the page, and notices that somebody types', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    expect(await page.ready()).toMatchObject({ offset: 0, reset: true, cols: 80, rows: 24 });

    page.type('ls\r');
    await vi.waitFor(() => expect(shell.terminal().written).toEqual(['ls\r']));
    shell.terminal().print('README.md\r\n');

    expect(await page.outputUntil('\n')).toBe('README.md\r\n');
    expect(door.inputs).toBe(1);
  });

  test.each([
    ['not json', 'bad-message'],
    ['{"type":"reboot"}', 'bad-message'],
    ['{"type":"resize","cols":0,"rows":0}', 'bad-message'],
    ['{"type":"resize","cols":10000,"rows":24}', 'bad-message'],
    ['{"type":"resize","cols":80.5,"rows":24}', 'bad-message'],
    ['{"type":"ack","received":1}', 'bad-message'],
    [Buffer.alloc(64 * 1024 + 1), 'too-large'],
  ] as const)('hangs up on %j by name, and the shell lives on', async (frame, reason) => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    await page.ready();
    page.sendRaw(frame);
    expect((await page.closed).code).toBe(closeReasons[reason].code);
    expect(shell.terminal()).toMatchObject({ detached: false, killed: false });
    expect((await door.page().ready()).offset).toBe(0);
  });

  test('gives a page that was away only what it missed', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const first = door.page();
    const { shell: run } = await first.ready();
    shell.terminal().print('one ');
    await first.outputUntil('one ');
    first[Symbol.dispose]();
    shell.terminal().print('two ');

    const second = door.page(`?shell=${run}&from=4`);
    expect(await second.ready()).toMatchObject({ offset: 4, reset: false, repaintBytes: 0 });
    expect(await second.outputUntil('two ')).toBe('two ');
  });

  test.each(['?shell=other&from=4', '?from=4', '?shell=SHELL&from=999', '?shell=SHELL&from=-1', '?shell=SHELL&from=x'])(
    'repaints for a page whose position %s means nothing here',
    async (query) => {
      const shell = playedShell();
      await using door = await TerminalDoor.open(shell);
      const first = door.page();
      const { shell: run } = await first.ready();
      shell.terminal().print('one two');
      await first.outputUntil('two');

      const second = await door.page(query.replace('SHELL', run)).ready();
      expect(second).toMatchObject({ offset: 7, reset: true });
      expect(second.repaint).toContain('one two');
    },
  );

  test('shows one terminal to several pages, each at the size of the one that was resized last', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const [one, two] = [door.page(), door.page()];
    await Promise.all([one.ready(), two.ready()]);

    one.send({ type: 'resize', cols: 120, rows: 40 });
    expect(await two.message()).toEqual({ type: 'resized', cols: 120, rows: 40 });
    expect(shell.terminal().sizes.at(-1)).toEqual({ cols: 120, rows: 40 });
    shell.terminal().print('for all');
    expect(await one.outputUntil('all')).toBe('for all');
    expect(await two.outputUntil('all')).toBe('for all');
    expect(shell.opened).toHaveLength(1);
  });

  test("takes a program's answer from the page that somebody uses, not from all", async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const [one, two] = [door.page(), door.page()];
    await Promise.all([one.ready(), two.ready()]);
    one.type('vim\r');
    await vi.waitFor(() => expect(shell.terminal().written).toEqual(['vim\r']));

    two.type('\x1b[?1;2c');
    two.send({ type: 'ping' });
    await two.message();
    one.type('\x1b[?1;2c');
    await vi.waitFor(() => expect(shell.terminal().written).toEqual(['vim\r', '\x1b[?1;2c']));
    expect(door.inputs).toBe(2);
  });

  test('answers a ping', async () => {
    await using door = await TerminalDoor.open(playedShell());
    const page = door.page();
    await page.ready();
    page.send({ type: 'ping' });
    expect(await page.message()).toEqual({ type: 'pong' });
  });

  test('tells that the shell has ended, also to pages that come later, and starts a new one when asked', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    const { shell: run } = await page.ready();
    shell.terminal().print('logout\r\n');
    shell.terminal().exit(3);
    await page.outputUntil('logout\r\n');
    expect(await page.message()).toEqual({ type: 'exited', exitCode: 3 });
    const late = door.page();
    expect((await late.ready()).repaint).toContain('logout');
    expect(await late.message()).toEqual({ type: 'exited', exitCode: 3 });

    page.send({ type: 'restart' });
    const restarted = await page.message();
    expect(restarted).toMatchObject({ type: 'restarted', offset: 0 });
    expect(restarted).not.toMatchObject({ shell: run });
    shell.terminal().print('$ ');
    expect(await page.outputUntil('$ ')).toBe('$ ');
    expect(shell.opened).toHaveLength(2);
  });

  test.each(['terminal-closed', 'machine-gone', 'session-ended'] as const)(
    'says goodbye by name when it is over: %s',
    async (reason) => {
      const shell = playedShell();
      await using door = await TerminalDoor.open(shell);
      const page = door.page();
      await page.ready();
      door.end(reason);
      expect(await page.closed).toEqual({ code: closeReasons[reason].code, reason });
      expect(shell.terminal()).toMatchObject({ detached: true, killed: false });
      await door.page().ready();
      expect(shell.opened).toHaveLength(2);
    },
  );

  test('lets pages come again when the driver has lost the shell', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    await page.ready();
    shell.terminal().exit(-1);
    expect((await page.closed).reason).toBe('internal');
    await door.page().ready();
    expect(shell.opened).toHaveLength(2);
  });

  test('says that the server stops, and leaves the shell running', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const page = door.page();
    await page.ready();
    await door.stop();
    expect(await page.closed).toEqual({ code: 1001, reason: 'server-stopping' });
    expect(shell.terminal()).toMatchObject({ detached: true, killed: false });
    expect(await door.statusOf({})).toBe(503);
  });

  test('holds the terminal without any page, and one listener on it however many come and go', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    for (let visit = 0; visit < 5; visit += 1) {
      const page = door.page();
      await page.ready();
      page[Symbol.dispose]();
    }
    expect(shell.terminals).toHaveLength(1);
    expect(shell.terminal()).toMatchObject({ hasListener: true, detached: false });
    shell.terminal().print('still here');
    expect((await door.page().ready()).repaint).toContain('still here');
  });
});
