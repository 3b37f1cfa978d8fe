import { describe, expect, test } from 'vitest';
import { internalsOf } from '../../../server/terminal/xterm-internals.ts';
import { pageTerminal, stateOf } from './screen-state.ts';

const HUGE = 2 ** 31 - 1;
const finals = Array.from({ length: 0x7f - 0x40 }, (_, index) => String.fromCharCode(0x40 + index));

function parseMs(output: string): number {
  const terminal = pageTerminal({ cols: 80, rows: 24 });
  const before = process.cpuUsage();
  internalsOf(terminal)._inputHandler.parse(Buffer.from(output));
  const { user, system } = process.cpuUsage(before);
  terminal.dispose();
  return (user + system) / 1000;
}

describe('a sequence with a huge count', () => {
  test.each(finals)('costs next to nothing when it ends with %s', (final) => {
    for (const shape of ['#', '?#', '>#', '# ', "#'", '#"', '#$', '#!', '?#$', '#;#', ';#'])
      expect(parseMs(`a\x1b[${shape.replaceAll('#', `${HUGE}`)}${final}`), shape).toBeLessThan(200);
  });

  test('costs next to nothing when it repeats a character with many accents', () => {
    expect(parseMs(`e${'\u0301'.repeat(10_000)}${'\u0301\x1b[80b'.repeat(300)}`)).toBeLessThan(200);
  });

  test('does what as many as fit on the screen would', () => {
    const [huge, enough] = [pageTerminal({ cols: 20, rows: 6 }), pageTerminal({ cols: 20, rows: 6 })];
    for (const [terminal, count] of [
      [huge, HUGE],
      [enough, 20],
    ] as const) {
      const sequences = ['L', 'M', 'S', 'T', 'I', 'Z', '@', 'P', 'X', "'}", "'~", ' @', ' A', 'b'];
      for (const sequence of sequences)
        internalsOf(terminal)._inputHandler.parse(Buffer.from(`\r\nline\x1b[2D\x1b[${count}${sequence}z`));
    }
    expect(stateOf(huge)).toEqual(stateOf(enough));
  });
});
