import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lookForWayBack } from '../../../app/_terminal/way-back.ts';

class PlayedSocket {
  onopen: WebSocket['onopen'] = null;
  onmessage: WebSocket['onmessage'] = null;
  onclose: WebSocket['onclose'] = null;
  readonly sent: unknown[] = [];
  isClosed = false;

  send(said: unknown): void {
    this.sent.push(said);
  }

  close(): void {
    this.isClosed = true;
  }

  /** As a browser calls it. */
  happens(name: 'onopen' | 'onmessage' | 'onclose'): void {
    (this[name] as (() => void) | null)?.();
  }
}

const EVERY_MS = 5 * 60_000;

function start() {
  const sockets: PlayedSocket[] = [];
  const found = vi.fn();
  const looking = lookForWayBack(() => {
    const socket = new PlayedSocket();
    sockets.push(socket);
    return socket;
  }, found);
  return { sockets, found, looking };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('Looking for the way back to WebSockets', () => {
  test('tries one now and then, and is over once it echoes', () => {
    const { sockets, found } = start();
    vi.advanceTimersByTime(EVERY_MS);
    sockets[0]?.happens('onopen');
    expect(sockets[0]?.sent).toEqual(['?']);
    sockets[0]?.happens('onmessage');
    expect(found).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(10 * EVERY_MS);
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  test.each([
    ['is refused', (socket: PlayedSocket | undefined) => socket?.happens('onclose')],
    ['is swallowed', () => vi.advanceTimersByTime(5000)],
    [
      'opens and then hears nothing',
      (socket: PlayedSocket | undefined) => {
        socket?.happens('onopen');
        vi.advanceTimersByTime(5000);
      },
    ],
  ])('tries again later where one %s', (_, fail) => {
    const { sockets, found } = start();
    vi.advanceTimersByTime(EVERY_MS);
    fail(sockets[0]);
    expect(sockets[0]?.isClosed).toBe(true);
    vi.advanceTimersByTime(EVERY_MS);
    expect(sockets).toHaveLength(2);
    expect(found).not.toHaveBeenCalled();
  });

  test('stops when it is told to', () => {
    const { sockets, looking } = start();
    vi.advanceTimersByTime(EVERY_MS);
    looking[Symbol.dispose]();
    vi.advanceTimersByTime(10 * EVERY_MS);
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true]);
  });
});
