import type { ClientRequest } from 'node:http';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HeaderLines } from './preview-headers.ts';

/** Until the server in the machine begins to answer. Long: a first build of a page may take its time. */
export const ANSWER_TIMEOUT_MS = 60_000;
/** Without a byte either way. Event streams that say less are opened again by the browser. */
export const QUIET_MS = 15 * 60_000;
/** An upload for an exercise, not a backup. */
export const UP_LIMIT_BYTES = 256 * 2 ** 20;
export const DOWN_LIMIT_BYTES = 2 ** 30;
/** Node's own limit for what a visitor may send. */
const MAX_HEADER_BYTES = 16_384;

/** The request to the server in the machine, over a stream of its own. Throws for what no request can be made of. */
export function requestOver(stream: Duplex, { method, url }: IncomingMessage, headers: HeaderLines): ClientRequest {
  return httpRequest({
    createConnection: () => stream,
    ...(method !== undefined && { method }),
    path: url ?? '/',
    headers,
    setHost: false,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
}
