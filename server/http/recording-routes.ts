import { pipeline } from 'node:stream/promises';
import type { Identity } from '../identity.ts';
import { Problem } from '../problem.ts';
import type { RecordingShelf } from '../recording/recording-shelf.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Exchange, ExchangeHandler } from './exchange.ts';
import { sendJson } from './json-answer.ts';
import type { Params, Route } from './router.ts';

export interface RecordingRoutesParts {
  readonly sessions: Pick<Sessions, 'get'>;
  readonly identity: Pick<Identity, 'learnerOf'>;
  readonly recordings: Pick<RecordingShelf, 'list' | 'read'>;
}

/** A learner's recordings, for that learner alone; see `server/protocol/recordings.ts`. */
export function recordingRoutes(parts: RecordingRoutesParts): Route<ExchangeHandler>[] {
  const path = '/api/sessions/:id/recordings';
  return [
    { method: 'GET', path, handle: (exchange, params) => list(parts, exchange, params) },
    { method: 'GET', path: `${path}/:name`, handle: (exchange, params) => send(parts, exchange, params) },
  ];
}

async function list(parts: RecordingRoutesParts, exchange: Exchange, params: Params): Promise<void> {
  const sessionId = await ownSession(parts, exchange, params);
  sendJson(exchange.response, 200, { recordings: await parts.recordings.list(sessionId) });
}

async function send(parts: RecordingRoutesParts, exchange: Exchange, params: Params): Promise<void> {
  const sessionId = await ownSession(parts, exchange, params);
  const name = params.name ?? '';
  const recording = await parts.recordings.read(sessionId, name);
  if (recording === undefined) throw new Problem('no-such-recording');
  const { response, url } = exchange;
  const disposition = url.searchParams.get('download') === '1' ? `attachment; filename="${name}.cast"` : 'inline';
  response.writeHead(200, { 'Content-Type': 'application/x-asciicast', 'Content-Disposition': disposition });
  // A page that goes away in the middle of it is no fault of ours.
  await pipeline(recording, response).catch(() => response.destroy());
}

async function ownSession({ sessions, identity }: RecordingRoutesParts, { request }: Exchange, { id }: Params): Promise<string> {
  const learnerId = identity.learnerOf(request);
  if (learnerId === undefined) throw new Problem('not-signed-in');
  return (await sessions.get(id ?? '', learnerId)).id;
}
