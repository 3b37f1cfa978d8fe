import { EitherSocket } from './either-socket.ts';
import type { SocketLike } from './socket-like.ts';

/** A network that swallows WebSockets goes on to do so, but a laptop changes networks: a reconnect after this tries again. */
const BLOCKED_FOR_MS = 5 * 60_000;

/** Shared by all terminals of the page, so that only the first one has to find out. */
let blockedUntil = Number.NEGATIVE_INFINITY;

/** Opens a connection to `url` (`ws://…`) by whatever way gets through. Browser only. */
export function openSocket(url: string, protocol: string): SocketLike {
  return new EitherSocket({
    webSocket: performance.now() < blockedUntil ? undefined : () => new WebSocket(url, protocol) as SocketLike,
    http: async () => new (await import('./http-socket.ts')).HttpSocket(url.replace(/^ws/, 'http')),
    onChosen(way) {
      if (way === 'websocket') forgetBlocked();
      else if (performance.now() >= blockedUntil) blockedUntil = performance.now() + BLOCKED_FOR_MS;
    },
  });
}

/** The network has changed: what was true of the one before need not be true of this one. */
export function forgetBlocked(): void {
  blockedUntil = Number.NEGATIVE_INFINITY;
}
