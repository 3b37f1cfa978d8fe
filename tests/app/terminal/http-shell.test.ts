import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../../../app/_terminal/http-socket.ts';
import { HIGH_WATERMARK_BYTES } from '../../../server/terminal/flow-control.ts';
import { HOLDER_START_MS, HolderProcess } from '../../sandbox/terminal/holder-process.ts';
import type { TerminalDoor } from '../../server/ws/terminal-door.ts';
import { shellsOf } from './shell-bench.ts';

let holder: HolderProcess;
const newShell = shellsOf(() => holder);

beforeAll(async () => {
  holder = await HolderProcess.start();
}, HOLDER_START_MS);

afterAll(async () => {
  await holder[Symbol.asyncDispose]();
});

/** Asks as a page of ours does. */
function asking(door: () => TerminalDoor): Ask {
  return (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...door().headers() } });
}

/** A network that loses every third batch on its way there, and the answer to every other third. */
function losing(ask: Ask): Ask & { readonly lost: () => number } {
  let batches = 0;
  let lost = 0;
  const lossy = async (url: string, init: RequestInit) => {
    if (init.body === undefined) return ask(url, init);
    batches += 1;
    if (batches % 3 === 0) {
      lost += 1;
      throw new TypeError('lost on the way there');
    }
    const response = await ask(url, init);
    if (batches % 3 !== 1) return response;
    lost += 1;
    throw new TypeError('lost on the way back');
  };
  return Object.assign(lossy, { lost: () => lost });
}

describe('a page at a real shell over HTTP', () => {
  test('types, sees what comes, and shows the same as a page with a WebSocket', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const page = shell.openPage({ ask: asking(shell.door) });
    await page.run(String.raw`printf '\e[1;34m%s\e[0m 한글 \n' src; seq 1 3000`);
    const other = shell.openPage();
    await other.shown();
    expect(await other.screen()).toEqual(await page.screen());
    expect(page.states.at(-1)).toEqual({ state: 'open', overHttp: true });
    expect(other.states.at(-1)).toEqual({ state: 'open' });
  });

  test('keeps the order of keys, and neither loses nor doubles one, where batches and answers get lost', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const ask = losing(asking(shell.door));
    const page = shell.openPage({ ask });
    await page.run('echo begin');
    page.output = '';
    const line = 'printf %s abcdefghijklmnopqrstuvwxyz';
    for (const key of `${line}; echo .\r`) {
      page.socket.type(key);
      // A turn for itself, as a key that a person presses.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await page.until(({ output }) => output.endsWith('ready> '));
    expect(page.output.replaceAll(/\s/g, '')).toBe(`${line}; echo .abcdefghijklmnopqrstuvwxyz.ready> `.replaceAll(/\s/g, ''));
    expect(ask.lost()).toBeGreaterThan(0);
  });

  test('goes on with a new stream where the old one broke, without losing or doubling a byte', async () => {
    await using shell = newShell();
    const door = await shell.openDoor();
    const broken = new Set<AbortController>();
    const ask: Ask = (url, init) => {
      if (init.body !== undefined) return asking(shell.door)(url, init);
      const cut = new AbortController();
      broken.add(cut);
      return asking(shell.door)(url, { ...init, signal: AbortSignal.any([cut.signal, ...(init.signal ? [init.signal] : [])]) });
    };
    const page = shell.openPage({ ask });
    const steady = shell.openPage();
    await steady.shown();
    await page.run('echo begin');
    page.output = '';
    page.socket.type('for i in $(seq 1 40); do seq 1 200; sleep 0.01; done; echo o""ver\r');
    for (let cut = 1; cut <= 3; cut += 1) {
      await page.until(({ output }) => output.length > cut * 5000);
      for (const stream of broken) stream.abort();
      await page.until(({ states }) => states.filter(({ state }) => state === 'waiting').length === cut);
      await page.shown();
    }
    await page.until(({ output }) => output.endsWith('over\r\nready> '));
    await steady.until(({ output }) => output.endsWith('over\r\nready> '));
    expect(page.resets).toBe(1);
    expect(page.output).toBe(steady.output.slice(-page.output.length));
    expect(page.output).toHaveLength(steady.output.length - steady.output.indexOf('for i in'));
    expect(door.streams.count).toBe(1);
  }, 30_000);

  test('makes the shell wait for a page that shows nothing more, and lets Ctrl-C through a flood', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const page = shell.openPage({ ask: asking(shell.door) });
    await page.run('echo begin');
    page.holdsBack = true;
    page.socket.type("yes 'no end'\r");
    await page.until(({ received }) => received > HIGH_WATERMARK_BYTES);
    page.holdsBack = false;
    await page.until(({ received }) => received > 8 * HIGH_WATERMARK_BYTES);
    page.socket.type('\x03');
    await page.until(({ output }) => output.endsWith('ready> '));
    expect(page.received).toBeLessThan(40_000_000);
  });

  test('takes a paste of many frames in order', async () => {
    await using shell = newShell();
    await shell.openDoor();
    const page = shell.openPage({ ask: asking(shell.door) });
    await page.run('stty -echo; echo begin');
    page.output = '';
    const lines = Array.from({ length: 8000 }, (_, line) => `line ${line}`).join('\n');
    page.socket.type(`cat > /tmp/paste-$$ <<'END'\n${lines}\nEND\nmd5sum < /tmp/paste-$$; rm /tmp/paste-$$; echo o""ver\r`);
    await page.until(({ output }) => output.includes('over'));
    expect(page.output).toContain(createHash('md5').update(`${lines}\n`).digest('hex'));
  });
});
