import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { createLogger } from '../../../server/logger.ts';
import { SharedTerminal } from '../../../server/terminal/shared-terminal.ts';
import { TerminalConnection, UNREAD_MAX_BYTES } from '../../../server/terminal/terminal-connection.ts';
import { FakeTerminal } from './fake-terminal.ts';

describe('TerminalConnection', () => {
  test('lets a page go that asks and never reads the answers', async () => {
    const log = createLogger('silent');
    const size = { cols: 80, rows: 24 };
    using terminal = await SharedTerminal.open({
      open: async () => new FakeTerminal(),
      size,
      clock: systemClock,
      log,
      onLost: () => undefined,
    });
    const socket = Object.assign(new EventEmitter(), { bufferedAmount: 0, send: vi.fn(), close: vi.fn(), terminate: vi.fn() });
    const options = { terminal, position: undefined, clock: systemClock, log, noteInput: () => undefined };
    using _ = new TerminalConnection(socket, options);
    socket.bufferedAmount = UNREAD_MAX_BYTES + 1;
    socket.emit('message', Buffer.from('{"type":"ping"}'), false);
    expect(socket.terminate).toHaveBeenCalledOnce();
    expect(socket.send).not.toHaveBeenCalled();
  });
});
