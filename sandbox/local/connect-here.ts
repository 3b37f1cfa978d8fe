import { connect } from 'node:net';
import type { Connection, ConnectTarget } from '../driver.ts';

const TIMEOUT_MS = 5000;
const UNREACHABLE = { reached: false, reason: 'unreachable' } as const;

/** A connection to what listens on this machine; it ends with the signal. */
export function connectHere({ address, port }: ConnectTarget, signal: AbortSignal): Promise<Connection> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = () => void socket.destroy();
    signal.addEventListener('abort', end, { once: true });
    const deadline = setTimeout(() => give({ reached: false, reason: 'timeout' }), TIMEOUT_MS);
    const give = (connection: Connection) => {
      clearTimeout(deadline);
      if (!connection.reached) socket.destroy();
      resolve(connection);
    };
    socket.once('connect', () => give({ reached: true, stream: socket }));
    socket.once('close', () => {
      signal.removeEventListener('abort', end);
      give(UNREACHABLE);
    });
    // Stays: whoever has the stream need not listen for errors, since it closes all the same.
    socket.on('error', (error: NodeJS.ErrnoException) => give(notReached(error)));
  });
}

function notReached({ code }: NodeJS.ErrnoException): Connection {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return { reached: false, reason: 'refused' };
  return code === 'ETIMEDOUT' ? { reached: false, reason: 'timeout' } : UNREACHABLE;
}
