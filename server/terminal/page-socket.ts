import type { EventEmitter } from 'node:events';

/**
 * One page's connection, as a terminal needs it: a WebSocket, or what stands in for one where those do not get through.
 * Emits `message` with the bytes and whether they are binary, and `close` once.
 */
export interface PageSocket extends EventEmitter {
  /** Bytes given to `send` that have not left this process. */
  readonly bufferedAmount: number;
  send(frame: string | Buffer): void;
  /** Says goodbye after what was sent before. */
  close(code: number, reason: string): void;
  /** Goes without a goodbye. */
  terminate(): void;
}
