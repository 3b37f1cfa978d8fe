import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ProblemCode, problems } from '../protocol/problems.ts';

/** Answers an upgrade as HTTP answers any request that it will not do, and lets go of the connection: nobody else does. */
export function refuseUpgrade(socket: Duplex, problem: ProblemCode): void {
  const { status } = problems[problem];
  const body = JSON.stringify({ problem });
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
