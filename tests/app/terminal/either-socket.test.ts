import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EitherSocket } from '../../../app/_terminal/either-socket.ts';
import type { SocketLike } from '../../../app/_terminal/socket-like.ts';

class PlayedSocket implements SocketLike {
  readonly overHttp: boolean;
  binaryType = '';
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly sent: unknown[] = [];
  closed = false;

  constructor(overHttp: boolean) {
    this.overHttp = overHttp;
  }

  send(frame: string | Uint8Array): void {
    this.sent.push(frame);
  }

  close(): void {
    this.closed = true;
  }
}

function connect({ knownToBeBlocked = false } = {}) {
  const webSocket = new PlayedSocket(false);
  const http = new PlayedSocket(true);
  const opened: string[] = [];
  const chosen: string[] = [];
  const got: unknown[] = [];
  const closed: number[] = [];
  const openWebSocket = () => {
    opened.push('websocket');
    return webSocket;
  };
  const socket = new EitherSocket({
    webSocket: knownToBeBlocked ? undefined : openWebSocket,
    http: async () => {
      opened.push('http');
      return http;
    },
    onChosen: (way) => chosen.push(way),
  });
  socket.onmessage = ({ data }) => got.push(data);
  socket.onclose = ({ code }) => closed.push(code);
  return { socket, webSocket, http, opened, chosen, got, closed };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('EitherSocket', () => {
  test('stays with a WebSocket that works, and never asks over HTTP', async () => {
    const { socket, webSocket, opened, chosen, got, closed } = connect();
    webSocket.onmessage?.({ data: 'ready' });
    socket.send('ls');
    await vi.advanceTimersByTimeAsync(60_000);
    webSocket.onmessage?.({ data: 'more' });
    expect({ opened, chosen, got, closed }).toEqual({
      opened: ['websocket'],
      chosen: ['websocket'],
      got: ['ready', 'more'],
      closed: [],
    });
    expect(webSocket.sent).toEqual(['ls']);
    expect(socket.overHttp).toBe(false);
  });

  test('goes over HTTP at once where a WebSocket is refused', async () => {
    const { socket, webSocket, http, chosen, got } = connect();
    webSocket.onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(0);
    http.onmessage?.({ data: 'ready' });
    socket.send('ls');
    expect({ chosen, got, sent: http.sent, overHttp: socket.overHttp }).toEqual({
      chosen: ['http'],
      got: ['ready'],
      sent: ['ls'],
      overHttp: true,
    });
  });

  test('goes over HTTP within three seconds where a WebSocket hangs, and lets go of it', async () => {
    const { webSocket, http, opened, chosen } = connect();
    await vi.advanceTimersByTimeAsync(3000);
    expect(opened).toEqual(['websocket', 'http']);
    http.onmessage?.({ data: 'ready' });
    expect(chosen).toEqual(['http']);
    expect(webSocket.closed).toBe(true);
  });

  test('stays with the WebSocket of a server that is only slow', async () => {
    const { webSocket, http, chosen, got } = connect();
    await vi.advanceTimersByTimeAsync(3000);
    webSocket.onmessage?.({ data: 'ready' });
    expect({ chosen, got, gaveUpHttp: http.closed }).toEqual({ chosen: ['websocket'], got: ['ready'], gaveUpHttp: true });
  });

  test('waits for HTTP where the WebSocket breaks while that is tried', async () => {
    const { webSocket, http, chosen, closed } = connect();
    await vi.advanceTimersByTimeAsync(3000);
    webSocket.onclose?.({ code: 1006 });
    http.onmessage?.({ data: 'ready' });
    expect({ chosen, closed }).toEqual({ chosen: ['http'], closed: [] });
  });

  test('says that neither way leads anywhere', async () => {
    const { webSocket, http, closed } = connect();
    webSocket.onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(0);
    http.onclose?.({ code: 1006 });
    expect(closed).toEqual([1006]);
  });

  test('does not wait for ever where both ways are swallowed', async () => {
    const { webSocket, http, closed } = connect();
    await vi.advanceTimersByTimeAsync(30_000);
    expect({ closed, let: [webSocket.closed, http.closed] }).toEqual({ closed: [1006], let: [true, true] });
  });

  test('takes a reason of the server for an answer', async () => {
    const { webSocket, opened, closed } = connect();
    webSocket.onclose?.({ code: 4410 });
    await vi.advanceTimersByTimeAsync(3000);
    expect({ opened, closed }).toEqual({ opened: ['websocket'], closed: [4410] });
  });

  test('passes the end of the way it has chosen on', () => {
    const { webSocket, closed, opened } = connect();
    webSocket.onmessage?.({ data: 'ready' });
    webSocket.onclose?.({ code: 1006 });
    expect({ closed, opened }).toEqual({ closed: [1006], opened: ['websocket'] });
  });

  test('does not try what is known to be blocked', async () => {
    const { http, opened, got } = connect({ knownToBeBlocked: true });
    await vi.advanceTimersByTimeAsync(0);
    http.onmessage?.({ data: 'ready' });
    expect({ opened, got }).toEqual({ opened: ['http'], got: ['ready'] });
  });

  test('opens nothing more once it is closed', async () => {
    const { socket, webSocket, opened, closed } = connect();
    socket.close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect({ opened, closed, let: webSocket.closed }).toEqual({ opened: ['websocket'], closed: [], let: true });
  });
});
