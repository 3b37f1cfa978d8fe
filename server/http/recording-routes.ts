import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Identity } from '../identity.ts';
import { Problem } from '../problem.ts';
import type { RecordingList } from '../protocol/recordings.ts';
import type { Recording } from '../recording/open-recording.ts';
import type { Session } from '../session/session.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Exchange, ExchangeHandler } from './exchange.ts';
import { sendJson } from './json-answer.ts';
import type { Params, Route } from './router.ts';

export interface RecordingRoutesParts {
  readonly sessions: Pick<Sessions, 'get'>;
  readonly identity: Pick<Identity, 'learnerOf'>;
  readonly recordings: Pick<Recording, 'shelf' | 'erase'>;
}

/** A learner's recordings, for that learner alone; see `server/protocol/recordings.ts`. */
export function recordingRoutes(parts: RecordingRoutesParts): Route<ExchangeHandler>[] {
  const path = '/api/sessions/:id/recordings';
  return [
    { method: 'GET', path, handle: (exchange, params) => list(parts, exchange, params) },
    { method: 'DELETE', path, handle: (exchange, params) => erase(parts, exchange, params) },
    { method: 'GET', path: `${path}/:name`, handle: (exchange, params) => sendCast(parts, exchange, params) },
    { method: 'GET', path: '/api/sessions/:id/film', handle: (exchange, params) => sendFilm(parts, exchange, params) },
  ];
}

async function list(parts: RecordingRoutesParts, exchange: Exchange, params: Params): Promise<void> {
  const { id } = await ownSession(parts, exchange, params);
  sendJson(exchange.response, 200, await listOf(parts, id));
}

async function erase(parts: RecordingRoutesParts, exchange: Exchange, params: Params): Promise<void> {
  const { id, hasMachine } = await ownSession(parts, exchange, params);
  await parts.recordings.erase(id, hasMachine);
  sendJson(exchange.response, 200, await listOf(parts, id));
}

async function listOf({ recordings: { shelf } }: RecordingRoutesParts, id: string): Promise<RecordingList> {
  const keptUntil = await shelf.removedAt(id);
  return { recordings: await shelf.list(id), ...(keptUntil !== undefined && { keptUntil }) };
}

async function sendCast(parts: RecordingRoutesParts, exchange: Exchange, params: Params): Promise<void> {
  const { id } = await ownSession(parts, exchange, params);
  const name = params.name ?? '';
  const body = await parts.recordings.shelf.read(id, name);
  await send(exchange, { body, type: 'application/x-asciicast', file: `${name}.cast` });
}

async function sendFilm(parts: RecordingRoutesParts, exchange: Exchange, params: Params): Promise<void> {
  const { id } = await ownSession(parts, exchange, params);
  const body = await parts.recordings.shelf.film(id);
  await send(exchange, { body, type: 'application/x-ndjson', file: 'machine.film' });
}

interface Kept {
  readonly body: Readable | undefined;
  readonly type: string;
  /** What a download is called. */
  readonly file: string;
}

async function send({ response, url }: Exchange, { body, type, file }: Kept): Promise<void> {
  if (body === undefined) throw new Problem('no-such-recording');
  const disposition = url.searchParams.get('download') === '1' ? `attachment; filename="${file}"` : 'inline';
  response.writeHead(200, { 'Content-Type': type, 'Content-Disposition': disposition });
  // A page that goes away in the middle of it is no fault of ours.
  await pipeline(body, response).catch(() => response.destroy());
}

async function ownSession({ sessions, identity }: RecordingRoutesParts, { request }: Exchange, { id }: Params): Promise<Session> {
  const learnerId = identity.learnerOf(request);
  if (learnerId === undefined) throw new Problem('not-signed-in');
  return sessions.get(id ?? '', learnerId);
}
