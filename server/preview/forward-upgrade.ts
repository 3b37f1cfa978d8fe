import { type ClientRequest, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ANSWER_TIMEOUT_MS, DOWN_LIMIT_BYTES, QUIET_MS, requestOver, UP_LIMIT_BYTES } from './exchange-limits.ts';
import { Meter } from './meter.ts';
import { type HeaderLines, type PreviewSide, requestHeaders, responseHeaders } from './preview-headers.ts';
import { type PreviewTrouble, troubleStatus } from './preview-notice.ts';

interface Parties {
  readonly request: IncomingMessage;
  /** The browser's end, and what it has said on it already. */
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly stream: Duplex;
  readonly side: PreviewSide;
}

interface Switched {
  readonly answer: IncomingMessage;
  readonly head: Buffer;
}

/** Whether a browser asks for a WebSocket; nothing else is let through a preview. */
export function isWebSocket({ method, headers: { upgrade } }: IncomingMessage): boolean {
  return method === 'GET' && upgrade?.toLowerCase() === 'websocket';
}

/** Carries a WebSocket to the server in the machine, once that has agreed. Owns both ends. */
export async function forwardUpgrade(parties: Parties): Promise<void> {
  const { request, socket, stream, side } = parties;
  if (socket.destroyed) return void stream.destroy();
  const leave = () => void stream.destroy();
  socket.once('close', leave);
  try {
    const asked = { ...requestHeaders(request, side), connection: ['Upgrade'], upgrade: ['websocket'] };
    const outgoing = requestOver(stream, request, asked);
    outgoing.end();
    const switched = await switchOf(outgoing);
    if (typeof switched === 'string') refusePreviewUpgrade(socket, troubleStatus(switched));
    else if (typeof switched === 'number') refusePreviewUpgrade(socket, switched);
    else await carry(switched, parties);
  } catch {
    socket.destroy();
  } finally {
    socket.off('close', leave);
    stream.destroy();
  }
}

export function refusePreviewUpgrade(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** What the server has agreed to; else the status that it refuses with, or what is wrong. */
function switchOf(outgoing: ClientRequest): Promise<Switched | number | PreviewTrouble> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => resolve('slow'), ANSWER_TIMEOUT_MS);
    const settle = (switched: Switched | number | PreviewTrouble) => {
      clearTimeout(deadline);
      resolve(switched);
    };
    outgoing.once('upgrade', (answer, _stream, head) => settle({ answer, head }));
    outgoing.once('response', ({ statusCode = 502 }) => settle(statusCode >= 200 ? statusCode : 502));
    outgoing.on('error', () => settle('not-http'));
    outgoing.once('close', () => settle('not-http'));
  });
}

async function carry({ answer, head: firstDown }: Switched, { socket, head: firstUp, stream, side }: Parties): Promise<void> {
  const quiet = setTimeout(() => stream.destroy(), QUIET_MS);
  const touch = () => void quiet.refresh();
  socket.write(beginning(responseHeaders(answer, side)), 'latin1');
  if (firstDown.length > 0) socket.write(firstDown);
  if (firstUp.length > 0) stream.write(firstUp);
  try {
    await Promise.race([
      pipeline(socket, new Meter({ limitBytes: UP_LIMIT_BYTES, touch }), stream),
      pipeline(stream, new Meter({ limitBytes: DOWN_LIMIT_BYTES, touch }), socket),
    ]);
  } finally {
    clearTimeout(quiet);
    socket.end();
  }
}

/** The parser has taken these values from lines, so none has a line's end in it. */
function beginning(headers: HeaderLines): string {
  const lines = Object.entries(headers).flatMap(([name, values]) => values.map((value) => `${name}: ${value}\r\n`));
  return `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${lines.join('')}\r\n`;
}
