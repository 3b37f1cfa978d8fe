import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Backoff } from '../../../app/_terminal/backoff.ts';
import { ACK_STEP_BYTES } from '../../../app/_terminal/output-ledger.ts';
import type { SocketLike } from '../../../app/_terminal/socket-like.ts';
import { type ConnectionState, TerminalSocket } from '../../../app/_terminal/terminal-socket.ts';
import { closeReasons } from '../../../server/protocol/close-reasons.ts';
import { encode, type ServerMessage } from '../../../server/protocol/messages.ts';

/** A connection that a test plays by hand. */
class PlayedSocket implements SocketLike {
  binaryType = '';
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly sent: string[] = [];
  closed = false;
  readonly query: URLSearchParams;

  constructor(url: string) {
    this.query = new URL(url).searchParams;
  }

  send(frame: string | Uint8Array): void {
    this.sent.push(typeof frame === 'string' ? frame : `bytes:${Buffer.from(frame)}`);
  }

  close(): void {
    this.closed = true;
  }

  say(message: ServerMessage): void {
    this.onmessage?.({ data: encode(message) });
  }

  print(bytes: number | string): void {
    const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes);
    this.onmessage?.({ data: data.buffer });
  }
}

function page() {
  const sockets: PlayedSocket[] = [];
  const states: ConnectionState[] = [];
  const shown: (() => void)[] = [];
  const events: string[] = [];
  const socket = new TerminalSocket({
    url: 'ws://server/ws/sessions/s/terminals/host',
    backoff: new Backoff(() => 0.5),
    open: (url) => {
      sockets.push(new PlayedSocket(url));
      return last();
    },
    sink: {
      connectionChanged: (state) => states.push(state),
      reset: ({ cols, rows }) => events.push(`reset ${cols}x${rows}`),
      repainted: () => events.push('repainted'),
      write: (bytes, done) => {
        events.push(`write ${bytes.byteLength}`);
        shown.push(done);
      },
      resized: ({ cols, rows }) => events.push(`resized ${cols}x${rows}`),
      exited: (code) => events.push(`exited ${code}`),
      restarted: () => events.push('restarted'),
    },
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no connection was made');
    return socket;
  };
  /** Everything written so far is on the screen. */
  const showAll = () => {
    for (const done of shown.splice(0)) done();
  };
  socket.connect();
  return { socket, sockets, states, events, last, showAll };
}

const ready = { type: 'ready', shell: 'a', offset: 0, reset: true, repaintBytes: 0, cols: 80, rows: 24 } as const;
const acks = ({ sent }: PlayedSocket) => sent.filter((frame) => frame.includes('ack')).map((frame) => JSON.parse(frame).received);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('TerminalSocket', () => {
  test('sends nothing before the terminal is ready, and says so', () => {
    const { socket, last } = page();
    expect(socket.type('rm -rf /\r')).toBe(false);
    last().say(ready);
    expect(socket.type('ls\r')).toBe(true);
    expect(last().sent).toEqual(['bytes:ls\r']);
  });

  test('sends long input in frames that the server takes', () => {
    const { socket, last } = page();
    last().say(ready);
    socket.type('x'.repeat(70_000));
    expect(last().sent.map((frame) => frame.length - 'bytes:'.length)).toEqual([32_768, 32_768, 4464]);
  });

  test('acknowledges what has been shown, in steps, without the repaint', () => {
    const { last, showAll } = page();
    last().say({ ...ready, offset: 1000, repaintBytes: 5000 });
    last().print(5000);
    last().print(ACK_STEP_BYTES - 1);
    showAll();
    expect(acks(last())).toEqual([]);
    last().print(1);
    expect(acks(last())).toEqual([]);
    showAll();
    expect(acks(last())).toEqual([1000 + ACK_STEP_BYTES]);
  });

  test('goes on where it was after a break', () => {
    const { sockets, last, events } = page();
    last().say(ready);
    last().print('twelve bytes');
    last().onclose?.({ code: 1006 });
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(2);
    expect(Object.fromEntries(last().query)).toEqual({ shell: 'a', from: '12' });
    last().say({ ...ready, reset: false, offset: 12 });
    expect(events).toEqual(['reset 80x24', 'repainted', 'write 12']);
  });

  test('begins its counts anew after a reset, whatever was still under way', () => {
    const { last, showAll } = page();
    last().say(ready);
    last().print(ACK_STEP_BYTES);
    last().onclose?.({ code: 1006 });
    vi.advanceTimersByTime(250);
    last().say({ ...ready, shell: 'b', offset: 7 });
    showAll();
    expect(acks(last())).toEqual([]);
    last().print(ACK_STEP_BYTES);
    showAll();
    expect(acks(last())).toEqual([7 + ACK_STEP_BYTES]);
  });

  test('acknowledges after a break what was shown late', () => {
    const { last, showAll } = page();
    last().say(ready);
    last().print(ACK_STEP_BYTES * 2);
    last().onclose?.({ code: 1006 });
    vi.advanceTimersByTime(250);
    last().say({ ...ready, reset: false, offset: ACK_STEP_BYTES * 2 });
    last().print(ACK_STEP_BYTES);
    showAll();
    expect(acks(last()).at(-1)).toBe(ACK_STEP_BYTES * 3);
  });

  test('waits longer after each failure, up to five seconds, and starts over once it was connected', () => {
    const { states, last } = page();
    for (let attempt = 0; attempt < 7; attempt += 1) {
      last().onclose?.({ code: 1006 });
      vi.runOnlyPendingTimers();
    }
    const waits = () => states.flatMap((state) => (state.state === 'waiting' ? [state.retryInMs] : []));
    expect(waits()).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    last().say(ready);
    last().onclose?.({ code: 1006 });
    expect(waits().at(-1)).toBe(250);
  });

  test.each(Object.entries(closeReasons))('knows whether %s is worth another try', (reason, { code, reconnect }) => {
    const { sockets, states, last } = page();
    last().say(ready);
    last().onclose?.({ code });
    vi.advanceTimersByTime(10_000);
    expect(sockets).toHaveLength(reconnect ? 2 : 1);
    if (!reconnect) expect(states.at(-1)).toEqual({ state: 'closed', reason });
  });

  test('stops where the server talks of things it does not know', () => {
    const { states, last } = page();
    last().onmessage?.({ data: '{"type":"ready"}' });
    expect(last().closed).toBe(true);
    expect(states.at(-1)).toEqual({ state: 'closed', reason: 'bad-message' });
  });

  test('notices a connection that died without a word', () => {
    const { states, sockets, last } = page();
    last().say(ready);
    vi.advanceTimersByTime(20_000);
    expect(last().sent).toEqual([encode({ type: 'ping' })]);
    last().say({ type: 'pong' });
    vi.advanceTimersByTime(20_000 + 8_000);
    expect(states.at(-1)).toMatchObject({ state: 'waiting' });
    expect(sockets[0]?.closed).toBe(true);
  });

  test('finds out at once after a computer has slept', () => {
    const { socket, states, last } = page();
    last().say(ready);
    socket.checkNow();
    vi.advanceTimersByTime(8_000);
    expect(states.at(-1)).toMatchObject({ state: 'waiting' });
    socket.checkNow();
    expect(states.at(-1)).toEqual({ state: 'connecting', again: true });
  });

  test('leaves no timer and no word behind once it is closed', () => {
    const { socket, states, last } = page();
    last().say(ready);
    socket.close();
    const said = states.length;
    last().onclose?.({ code: 1006 });
    expect(vi.getTimerCount()).toBe(0);
    expect(states).toHaveLength(said);
  });
});
