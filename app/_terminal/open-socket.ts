import { EitherSocket } from './either-socket.ts';
import type { SocketLike } from './socket-like.ts';

/** A network that swallows WebSockets goes on to do so, but a laptop changes networks: a reconnect after this tries again. */
const BLOCKED_FOR_MS = 5 * 60_000;
/** The server echoes there, without a session. */
const CHECK_PATH = '/ws/check';

/** Shared by all terminals of the page, so that only the first one has to find out. */
let blockedUntil = Number.NEGATIVE_INFINITY;
let looking: Promise<Disposable> | undefined;
const waiting = new Set<() => void>();

/** Opens a connection to `url` (`ws://…`) by whatever way gets through. Browser only. */
export function openSocket(url: string, protocol: string): SocketLike {
  return new EitherSocket({
    webSocket: performance.now() < blockedUntil ? undefined : () => new WebSocket(url, protocol) as SocketLike,
    http: async () => new (await import('./http-socket.ts')).HttpSocket(url.replace(/^ws/, 'http')),
    onChosen(way) {
      if (way === 'websocket') forgetBlocked();
      else {
        if (performance.now() >= blockedUntil) blockedUntil = performance.now() + BLOCKED_FOR_MS;
        lookForWayBack(new URL(CHECK_PATH, url).href);
      }
    },
  });
}

/** What was found out may be true no more: the network has changed, or a WebSocket got through. */
export function forgetBlocked(): void {
  blockedUntil = Number.NEGATIVE_INFINITY;
  void looking?.then((look) => look[Symbol.dispose]()).catch(() => undefined);
  looking = undefined;
}

/** Calls when WebSockets get through again; gives the way to stop waiting for that. */
export function onWayBack(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

function lookForWayBack(address: string): void {
  looking ??= import('./way-back.ts').then((way) =>
    way.lookForWayBack(
      () => new WebSocket(address),
      () => {
        forgetBlocked();
        for (const listener of waiting) listener();
      },
    ),
  );
}
