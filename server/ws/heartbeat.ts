import type { WebSocket, WebSocketServer } from 'ws';

/** A connection that has said nothing for this long, and does not answer, is dead. */
const BEAT_MS = 15_000;

/** Asks every page for a sign of life; one that has given none by the next beat is dropped. */
export function keepAlive(server: WebSocketServer): Disposable {
  const silent = new WeakSet<WebSocket>();
  const onConnection = (socket: WebSocket) => {
    const hear = () => silent.delete(socket);
    socket.on('pong', hear);
    socket.on('message', hear);
  };
  const beat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate();
      else {
        silent.add(socket);
        socket.ping();
      }
    }
  }, BEAT_MS);
  beat.unref();
  server.on('connection', onConnection);
  return {
    [Symbol.dispose]() {
      clearInterval(beat);
      server.off('connection', onConnection);
    },
  };
}
