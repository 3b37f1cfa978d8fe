import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ANSWER_TIMEOUT_MS, DOWN_LIMIT_BYTES, QUIET_MS, requestOver, UP_LIMIT_BYTES } from './exchange-limits.ts';
import { Meter } from './meter.ts';
import { type PreviewSide, requestHeaders, responseHeaders } from './preview-headers.ts';
import type { PreviewTrouble } from './preview-notice.ts';

interface Parties {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly stream: Duplex;
  readonly side: PreviewSide;
}

/**
 * Carries one request to the server in the machine and its answer back, bodies as they come. Each side has node's parser
 * between itself and the other. Answers what went wrong as long as something can be said about it; owns the stream.
 */
export async function forwardRequest(parties: Parties): Promise<PreviewTrouble | undefined> {
  const { request, response, stream, side } = parties;
  // The visitor may have left while the way was made.
  if (response.destroyed) return void stream.destroy();
  const leave = () => void stream.destroy();
  response.once('close', leave);
  try {
    const outgoing = requestOver(stream, request, requestHeaders(request, side));
    const answering = answerTo(outgoing);
    // A server may answer before it has the whole body, and need not read on.
    pipeline(request, new Meter({ limitBytes: UP_LIMIT_BYTES, touch: () => undefined }), outgoing).catch(() => undefined);
    const answer = await answering;
    if (typeof answer === 'string') return answer;
    await giveBack(answer, parties);
    return undefined;
  } catch {
    return response.headersSent ? breakOff(response) : 'not-http';
  } finally {
    response.off('close', leave);
    stream.destroy();
  }
}

/** The beginning of the answer, or why there is none. */
function answerTo(outgoing: ClientRequest): Promise<IncomingMessage | PreviewTrouble> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => resolve('slow'), ANSWER_TIMEOUT_MS);
    const settle = (answer: IncomingMessage | PreviewTrouble) => {
      clearTimeout(deadline);
      resolve(answer);
    };
    outgoing.once('response', settle);
    // Nobody has asked for another protocol, and nothing can be made of one.
    outgoing.once('upgrade', () => settle('not-http'));
    outgoing.on('error', () => settle('not-http'));
    outgoing.once('close', () => settle('not-http'));
  });
}

async function giveBack(answer: IncomingMessage, { response, stream, side }: Parties): Promise<void> {
  const quiet = setTimeout(() => stream.destroy(), QUIET_MS);
  try {
    response.writeHead(answer.statusCode ?? 502, responseHeaders(answer, side));
    // An event stream may have nothing to say for long.
    response.flushHeaders();
    await pipeline(answer, new Meter({ limitBytes: DOWN_LIMIT_BYTES, touch: () => void quiet.refresh() }), response);
  } finally {
    clearTimeout(quiet);
  }
}

/** What was sent is not all: only a broken connection says so. */
function breakOff(response: ServerResponse): undefined {
  response.destroy();
}
