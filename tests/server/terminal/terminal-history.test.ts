import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { Screen } from '../../../server/terminal/screen.ts';
import { RESUME_BYTES, TerminalHistory } from '../../../server/terminal/terminal-history.ts';
import { pageTerminal, stateOf, write } from './screen-state.ts';

/** Little scrollback, so that little output is a flood. */
const size = { cols: 40, rows: 10, scrollback: 200 };
const { cols, rows, scrollback } = size;
const leftovers: Disposable[] = [];

function historyOf(output: readonly string[]): TerminalHistory {
  const history = new TerminalHistory({ start: 0, size: { cols, rows }, scrollback, clock: systemClock });
  leftovers.push(history);
  for (const chunk of output) history.append(Buffer.from(chunk));
  return history;
}

async function screenOf(output: readonly (string | Uint8Array)[]) {
  const page = pageTerminal(size);
  leftovers.push({ [Symbol.dispose]: () => page.dispose() });
  for (const chunk of output) await write(page, chunk);
  return stateOf(page);
}

afterEach(() => {
  vi.restoreAllMocks();
  for (const leftover of leftovers.splice(0)) leftover[Symbol.dispose]();
});

describe('TerminalHistory', () => {
  test('repaints what a page that saw everything shows', async () => {
    const output = ['$ ls --color\r\n\x1b[01;34m한글\x1b[0m  README.md\r\n', '$ \x1b[?2004h'];
    const repaint = await historyOf(output).repaint();
    expect(repaint.offset).toBe(Buffer.byteLength(output.join('')));
    expect(await screenOf(repaint.frames)).toEqual(await screenOf(output));
  });

  test('repaints a screen whose flood it has not parsed', async () => {
    const output = ['top \x1b[31m', ...lines(20_000), '\x1b[?2004h$ '];
    const repaint = await historyOf(output).repaint();
    expect(await screenOf(repaint.frames)).toEqual(await screenOf(output));
  });

  test('keeps the colour that a flood left behind, and ends sequences that began before it', async () => {
    const output = ['\x1b[?20', '04h\x1b[1m', ...lines(20_000, (line) => `\x1b[3${line % 8}m\x1b[K${line}`), 'tail'];
    const repaint = await historyOf(output).repaint();
    expect(await screenOf(repaint.frames)).toEqual(await screenOf(output));
  });

  test('parses floods that draw on the screen', async () => {
    const output = lines(20_000, (line) => `\x1b[${(line % 10) + 1};1H${line} 한글`);
    const repaint = await historyOf(output).repaint();
    expect(await screenOf(repaint.frames)).toEqual(await screenOf(output));
  });

  test('leaves out nothing that can be seen, whatever the flood is made of', { timeout: 60_000 }, async () => {
    const piece = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.tuple(
          fc.integer({ min: 1, max: 500 }),
          fc.constantFrom('x', 'abc 한글', '\x1b[32mok\x1b[m', '\x1b[1;44mblue'),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constant(1),
          fc.constantFrom('\x1b[3;8r', '\x1b[r', '\x1b[?1049h', '\x1b[?1049l', '\x1b[H', '\x1b(0', '\x1b(B'),
        ),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.constantFrom('\r\n', '\n'), async (pieces, ending) => {
        const output = pieces.map(([count, text]) => `${text}${ending}`.repeat(count));
        const repaint = await historyOf(output).repaint();
        expect(await screenOf(repaint.frames)).toEqual(await screenOf(output));
        for (const leftover of leftovers.splice(0)) leftover[Symbol.dispose]();
      }),
      { numRuns: 60 },
    );
  });

  test('follows resizes where they happened', async () => {
    const history = historyOf(['a'.repeat(60), '\r\n']);
    history.resized({ cols: 30, rows: 12 });
    history.append(Buffer.from('b'.repeat(60)));
    const page = pageTerminal(size);
    await write(page, `${'a'.repeat(60)}\r\n`);
    page.resize(30, 12);
    await write(page, 'b'.repeat(60));

    const repaint = await history.repaint();
    expect(repaint.size).toEqual({ cols: 30, rows: 12 });
    const fresh = pageTerminal({ ...repaint.size, scrollback });
    for (const frame of repaint.frames) await write(fresh, frame);
    expect(stateOf(fresh)).toEqual(stateOf(page));
  });

  test('makes only the last of many resizes at one place', async () => {
    const history = historyOf(['text']);
    const resize = vi.spyOn(Screen.prototype, 'resize');
    for (let turn = 0; turn < 1000; turn += 1) history.resized({ cols: 30 + (turn % 2), rows: 12 });
    expect((await history.repaint()).size).toEqual({ cols: 31, rows: 12 });
    expect(resize).toHaveBeenCalledOnce();
  });

  test('goes on past a resize that fails', async () => {
    const history = historyOf(['one ']);
    vi.spyOn(Screen.prototype, 'resize').mockImplementationOnce(() => {
      throw new Error('no memory');
    });
    history.resized({ cols: 30, rows: 12 });
    history.append(Buffer.from('two'));
    expect((await history.repaint()).frames.join('')).toContain('one two');
  });

  test('gives a page that was away just the bytes it missed', () => {
    const history = historyOf(['one ', 'two ', 'three']);
    expect(history.since(4)?.toString()).toBe('two three');
    expect(history.since(history.end)?.byteLength).toBe(0);
    expect(history.since(history.end + 1)).toBeUndefined();
  });

  test('knows when what a page missed is gone', async () => {
    const history = historyOf(['first', ...lines(RESUME_BYTES / 8)]);
    await history.repaint();
    expect(history.since(0)).toBeUndefined();
    expect(history.since(history.end - RESUME_BYTES)?.byteLength).toBe(RESUME_BYTES);
  });

  test('counts offsets anew for a new shell and keeps the old text above it', async () => {
    const history = historyOf(['old shell \x1b[?1049h vim']);
    history.restarted(0);
    expect(history.end).toBe(0);
    history.append(Buffer.from('new'));
    expect(history.since(0)?.toString()).toBe('new');
    const screen = await screenOf((await history.repaint()).frames);
    expect(screen.active).toBe('normal');
    expect(screen.normal.join('\n')).toMatch(/old shell[\s\S]*new/);
  });
});

function lines(count: number, text: (line: number) => string = (line) => `line ${line}`): string[] {
  const chunks: string[] = [];
  for (let line = 0; line < count; line += 1000) {
    chunks.push(Array.from({ length: Math.min(1000, count - line) }, (_, index) => `${text(line + index)}\r\n`).join(''));
  }
  return chunks;
}
