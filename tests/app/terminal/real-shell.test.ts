import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HIGH_WATERMARK_BYTES } from '../../../server/terminal/flow-control.ts';
import { HOLDER_START_MS, HolderProcess } from '../../sandbox/terminal/holder-process.ts';
import { shellsOf } from './shell-bench.ts';

let holder: HolderProcess;
const newShell = shellsOf(() => holder);

beforeAll(async () => {
  holder = await HolderProcess.start();
}, HOLDER_START_MS);

afterAll(async () => {
  await holder[Symbol.asyncDispose]();
});

const COLOURFUL = String.raw`printf '\e[1;34m%s\e[0m 한글 \e[42m도커\e[0m\n' src labs; seq 1 200`;
const EDITOR = String.raw`printf '\e[?1049h\e[2;20r\e[?1000h\e[?1006h\e[?2004h\e[?25l\e[3;4H\e[7m 편집기 \e[0m\e[20;1H~'; read -r`;
/** Sizes that leave wide characters half a cell short now and then. */
const LONG_HANGUL =
  "for i in $(seq 1 60); do printf 'a%.0s' $(seq 1 $((i % 7))); printf '네트워크 네임스페이스 %.0s' 1 2 3 4 5; echo; done";

describe('a page at a real shell', () => {
  test.each([
    ['a screenful of colours', COLOURFUL, 'ready> '],
    ['Hangul that wraps', LONG_HANGUL, 'ready> '],
    ['a program that draws on the screen', EDITOR, '~'],
  ])('shows after a reload what it showed before: %s', async (_, command, sign) => {
    await using shell = newShell();
    await shell.openDoor();
    const before = shell.openPage({ size: { cols: 61, rows: 22 } });
    await before.run(command, sign);
    const after = shell.openPage({ size: { cols: 61, rows: 22 } });
    await after.shown();
    expect(await after.screen()).toEqual(await before.screen());
  });

  test('shows the same after the server was restarted, and the shell is the same one', async () => {
    await using shell = newShell();
    const door = await shell.openDoor();
    const page = shell.openPage();
    await page.run(`TOKEN=kept; ${COLOURFUL}`);
    const before = await page.screen();
    await door.stop();
    await shell.openDoor();
    await page.until(({ resets }) => resets === 2);
    await page.shown();
    expect(await page.screen()).toEqual(before);
    page.output = '';
    await page.run('echo $TOKEN');
    expect(page.output).toContain('kept');
  });

  test('shows a reload what was printed while nobody looked', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const first = shell.openPage();
    await first.run('seq 1 100');
    first.socket.type('sleep 0.05; seq 1 30000; echo do""ne\r');
    first[Symbol.dispose]();
    const second = shell.openPage();
    await second.shown();
    // It may have come while the page was away, or after.
    second.socket.type('\r');
    await second.until(({ output }) => output.endsWith('ready> '));
    const third = shell.openPage();
    await third.shown();
    const screen = await third.screen();
    expect(screen).toEqual(await second.screen());
    expect(screen.normal.join('\n')).toContain('done');
    expect(screen.normal).toHaveLength(10_024);
  });

  test('loses and doubles nothing when the connection breaks again and again', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const page = shell.openPage();
    const steady = shell.openPage();
    await steady.shown();
    await page.run('echo begin');
    page.output = '';
    page.socket.type('for i in $(seq 1 40); do seq 1 200; sleep 0.01; done; echo o""ver\r');
    for (let cut = 1; cut <= 5; cut += 1) {
      await page.until(({ output }) => output.length > cut * 5000);
      page.cut();
      await page.until(({ states }) => states.filter(({ state }) => state === 'waiting').length === cut);
      await page.shown();
    }
    await page.until(({ output }) => output.endsWith('over\r\nready> '));
    await steady.until(({ output }) => output.endsWith('over\r\nready> '));
    expect(page.resets).toBe(1);
    expect(page.output).toBe(steady.output.slice(-page.output.length));
    expect(page.output).toHaveLength(steady.output.length - steady.output.indexOf('for i in'));
    expect(await page.screen()).toEqual(await steady.screen());
  }, 30_000);

  test('shows one terminal at one size to pages of different sizes', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const wide = shell.openPage({ size: { cols: 100, rows: 30 } });
    await wide.run(LONG_HANGUL);
    const narrow = shell.openPage({ size: { cols: 40, rows: 12 } });
    await narrow.shown();
    expect(await narrow.screen()).toEqual(await wide.screen());
    narrow.socket.resize({ cols: 40, rows: 12 });
    narrow.resized({ cols: 40, rows: 12 });
    await narrow.run('stty size');
    expect(narrow.output.slice(-60)).toContain('12 40');
    await wide.until(({ output }) => output.endsWith('12 40\r\nready> '));
    expect(await wide.screen()).toEqual(await narrow.screen());
  });

  test('says that the shell has ended, and goes on with a new one above whose text the old one stands', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const page = shell.openPage();
    await page.run('echo old shell; trap "" INT');
    page.socket.type(`${String.raw`printf '\e[?1000h\e[1;31m'; exit 7`}\r`);
    await page.until(({ exitCodes }) => exitCodes.length === 1);
    expect(page.exitCodes).toEqual([7]);
    page.output = '';
    page.socket.restart();
    await page.until(({ output }) => output.endsWith('ready> '));
    await page.run('echo new shell');
    const late = shell.openPage();
    await late.shown();
    const screen = await page.screen();
    expect(await late.screen()).toEqual(screen);
    expect(screen.normal.join('\n')).toMatch(/old shell[\s\S]*new shell/);
    expect(screen).toMatchObject({ pen: '', mouse: ['NONE', 'DEFAULT'] });
  });

  test('makes the shell wait for a page that shows nothing more, and lets Ctrl-C through', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const page = shell.openPage();
    await page.run('echo begin');
    page.holdsBack = true;
    page.socket.type("yes 'no end'\r");
    await page.until(({ received }) => received > HIGH_WATERMARK_BYTES);
    page.socket.type('\x03');
    page.holdsBack = false;
    await page.until(({ output }) => output.endsWith('ready> '));
    expect(page.received).toBeLessThan(20_000_000);
  });
});
