import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import type { PageSocket } from '../../../server/terminal/page-socket.ts';
import type { SharedTerminal } from '../../../server/terminal/shared-terminal.ts';
import { SLOWEST_MS, TerminalConnection, UNREAD_MAX_BYTES } from '../../../server/terminal/terminal-connection.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** A connection on which nothing moves but what `takes` is told. */
class SlowLine extends EventEmitter implements PageSocket {
  bufferedAmount = 0;
  isTerminated = false;

  send(frame: string | Buffer): void {
    this.bufferedAmount += frame.length;
  }

  takes(bytes: number): void {
    this.bufferedAmount -= bytes;
  }

  close(): void {}

  terminate(): void {
    this.isTerminated = true;
  }
}

function repainted() {
  const [line, clock] = [new SlowLine(), new ManualClock()];
  const terminal = { attach: async () => undefined, detach: () => undefined } as unknown as SharedTerminal;
  const log = createLogger('silent');
  const page = new TerminalConnection(line, { terminal, position: undefined, clock, log, noteInput: () => undefined });
  const repaint = [Buffer.alloc(3 * UNREAD_MAX_BYTES)];
  page.begin({ shell: 'one', offset: 0, size: { cols: 80, rows: 24 }, repaint, output: Buffer.alloc(0) });
  return { line, clock };
}

test('A page that takes nothing of a large repaint is gone', () => {
  const { line, clock } = repainted();
  clock.advance(SLOWEST_MS);
  expect(line.isTerminated).toBe(true);
});

test('A page on a slow line gets its repaint in its own time', () => {
  const { line, clock } = repainted();
  for (let passed = 0; passed < 12; passed += 1) {
    line.takes(UNREAD_MAX_BYTES / 4);
    clock.advance(SLOWEST_MS);
  }
  expect(line.isTerminated).toBe(false);
});
