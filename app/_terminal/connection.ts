import { openSocket } from './open-socket.ts';
import { SinkRelay } from './sink-relay.ts';
import { type TerminalSize, TerminalSocket } from './terminal-socket.ts';

/** A terminal's connection, and whatever comes over it until somebody shows it. */
export interface Connection {
  readonly socket: TerminalSocket;
  readonly relay: SinkRelay;
  /** The size that a new shell begins with; set by whoever shows the terminal. */
  size: () => TerminalSize | undefined;
}

/** Far longer than a page takes to show a terminal that it has just been promised. */
const UNCLAIMED_MS = 10_000;

const early = new Map<string, Connection>();
const shown = new Set<string>();

/** Connects before there is anything to show the terminal in: the first screen then waits for the page, not the page for it. */
export function connectEarly(path: string): void {
  if (early.has(path) || shown.has(path)) return;
  const connection = connect(path);
  early.set(path, connection);
  setTimeout(() => {
    if (early.get(path) !== connection) return;
    early.delete(path);
    connection.socket.close();
  }, UNCLAIMED_MS);
}

/** The connection to the terminal at `path` on this server: the early one, or a new one. */
export function connectionTo(path: string): Connection {
  const connection = early.get(path) ?? connect(path);
  early.delete(path);
  shown.add(path);
  return connection;
}

function connect(path: string): Connection {
  const relay = new SinkRelay();
  const url = `${location.origin.replace(/^http/, 'ws')}${path}`;
  const socket = new TerminalSocket({ url, sink: relay, size: () => connection.size(), open: openSocket });
  const connection: Connection = { socket, relay, size: () => undefined };
  socket.connect();
  return connection;
}
