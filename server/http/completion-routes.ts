import { type Locale, locales } from '../../labs/core/local-text.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Clock } from '../clock.ts';
import { completionOf } from '../completion/completion-of.ts';
import type { Identity } from '../identity.ts';
import { Problem } from '../problem.ts';
import { type Completion, certificateRequestSchema } from '../protocol/completion.ts';
import type { LabShelf } from '../session/lab-shelf.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Store } from '../store/open-store.ts';
import { addressOf } from './address-of.ts';
import type { Exchange, ExchangeHandler } from './exchange.ts';
import { sendJson } from './json-answer.ts';
import { readJson } from './json-body.ts';
import { RateLimit } from './rate-limit.ts';
import type { Params, Route } from './router.ts';

/** A class behind one address prints its certificates at the end of the hour; a script does it all day. */
const PDF_RATE = { burst: 40, refillMs: 3000 };
const READING_RATE = { burst: 200, refillMs: 200 };
const ISSUE_RATE = { burst: 10, refillMs: 5000 };

export interface CompletionRoutesParts {
  readonly sessions: Pick<Sessions, 'find'>;
  readonly identity: Pick<Identity, 'learnerOf'>;
  readonly certificates: Certificates;
  readonly store: Store;
  readonly shelf: LabShelf;
  readonly clock: Clock;
  /** What browsers see, when something stands in front of the server. */
  readonly publicOrigin: string | undefined;
}

/** What remains of a lab when it is done; see `server/protocol/completion.ts`. */
export function completionRoutes(parts: CompletionRoutesParts): Route<ExchangeHandler>[] {
  const { clock } = parts;
  const readings = new RateLimit(clock, READING_RATE);
  const drawings = new RateLimit(clock, PDF_RATE);
  const behindProxy = parts.publicOrigin !== undefined;
  const limited = (limit: RateLimit, handle: ExchangeHandler): ExchangeHandler => {
    return (exchange, params) => {
      limit.spend(addressOf(exchange.request, { behindProxy }));
      return handle(exchange, params);
    };
  };
  const certificate = '/api/certificates/:token';
  return [
    { method: 'GET', path: '/api/labs/:lab/completion', handle: (exchange, params) => tell(parts, exchange, params) },
    { method: 'POST', path: '/api/labs/:lab/certificate', handle: issuing(parts) },
    { method: 'GET', path: certificate, handle: limited(readings, (exchange, params) => read(parts, exchange, params)) },
    {
      method: 'GET',
      path: `${certificate}/pdf/:locale`,
      handle: limited(drawings, (exchange, params) => draw(parts, exchange, params)),
    },
  ];
}

async function tell(parts: CompletionRoutesParts, { request, response }: Exchange, params: Params): Promise<void> {
  const completion = await find(parts, parts.identity.learnerOf(request) ?? '', params.lab ?? '');
  sendJson(response, 200, { completion: completion ?? null });
}

function issuing(parts: CompletionRoutesParts): ExchangeHandler {
  const limit = new RateLimit(parts.clock, ISSUE_RATE);
  return async ({ request, response }, { lab = '' }) => {
    const learnerId = parts.identity.learnerOf(request);
    if (learnerId === undefined) throw new Problem('not-signed-in');
    limit.spend(learnerId);
    const { name } = await readJson(request, certificateRequestSchema);
    const completion = await find(parts, learnerId, lab);
    if (completion === undefined) throw new Problem('no-such-session');
    sendJson(response, 200, { token: parts.certificates.issue(lab, completion, name) });
  };
}

async function read({ certificates }: CompletionRoutesParts, { response }: Exchange, { token = '' }: Params): Promise<void> {
  sendJson(response, 200, await certificates.read(token));
}

async function draw(parts: CompletionRoutesParts, { request, response }: Exchange, params: Params): Promise<void> {
  const { token = '', locale = '' } = params;
  if (!isLocale(locale)) throw new Problem('no-such-page');
  const origin = parts.publicOrigin ?? `http://${request.headers.host}`;
  const bytes = await parts.certificates.draw(token, locale, `${origin}/${locale}/certificates/${token}`);
  response.writeHead(200, {
    'Content-Type': 'application/pdf',
    'Content-Length': bytes.byteLength,
    'Content-Disposition': 'attachment; filename="vethlab-certificate.pdf"',
  });
  response.end(bytes);
}

/** The learner's completion of this lab, once they have begun it. Throws `no-such-lab`. */
async function find(
  { sessions, store, shelf }: CompletionRoutesParts,
  learnerId: string,
  lab: string,
): Promise<Completion | undefined> {
  const session = await sessions.find(learnerId, lab);
  const loaded = shelf.get(lab);
  return session && loaded && completionOf(store, session, loaded.lab);
}

function isLocale(text: string): text is Locale {
  return locales.some((locale) => locale === text);
}
