import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Identity } from '../identity.ts';
import type { Logger } from '../logger.ts';
import type { Previews } from '../preview/previews.ts';
import { Problem } from '../problem.ts';
import type { Sessions } from '../session/sessions.ts';
import { AddressLimit } from './address-limit.ts';
import { addressOf } from './address-of.ts';
import { type ApiCall, type ApiHandler, apiRoutes } from './api-routes.ts';
import { EventStream } from './event-stream.ts';
import type { Exchange, ExchangeHandler } from './exchange.ts';
import { refuse, sendJson } from './json-answer.ts';
import { RateLimit } from './rate-limit.ts';
import type { RequestGuard } from './request-guard.ts';
import { findRoute, type Params, type Route } from './router.ts';
import { secureApi } from './security-headers.ts';

/** A class that restarts its machines all at once is fine; a script that goes through machines is not. */
const MACHINE_RATE = { burst: 60, refillMs: 5000 };
/** Three classes at once behind one address, and then one learner each second. */
const STRANGER_RATE = { burst: 300, refillMs: 1000 };
const VERDICT_RATE = { burst: 30, refillMs: 500 };
/** More tabs than a person has open on one lab. */
const MAX_STREAMS_PER_SESSION = 12;

export interface ApiParts {
  readonly sessions: Sessions;
  readonly identity: Identity;
  readonly guard: RequestGuard;
  readonly clock: Clock;
  readonly log: Logger;
  readonly machinesPerAddress: number;
  /** A proxy of ours on this machine may stand in front, and says who asks. */
  readonly behindProxy: boolean;
  readonly previews?: Pick<Previews, 'list'> | undefined;
  /** Routes that answer by themselves, under the same guard. */
  readonly more?: readonly Route<ExchangeHandler>[];
}

/** Answers every request under /api. Refusals are `{ problem }`; nothing else of an exception reaches a person. */
export class Api {
  readonly #parts: ApiParts;
  readonly #routes: readonly Route<ExchangeHandler>[];
  readonly #streams = new Set<EventStream>();

  constructor(parts: ApiParts) {
    this.#parts = parts;
    const { sessions, clock, machinesPerAddress, previews } = parts;
    const addressLimit = new AddressLimit(machinesPerAddress);
    const machineLimit = new RateLimit(clock, MACHINE_RATE);
    const strangerLimit = new RateLimit(clock, STRANGER_RATE);
    const verdictLimit = new RateLimit(clock, VERDICT_RATE);
    this.#routes = [
      { method: 'GET', path: '/api/sessions/:id/events', handle: (exchange, params) => this.#stream(exchange, params) },
      ...(parts.more ?? []),
      ...apiRoutes({ sessions, addressLimit, machineLimit, strangerLimit, verdictLimit, previews }).map((route) => ({
        ...route,
        handle: (exchange: Exchange, params: Params) => this.#answer(exchange, params, route.handle),
      })),
    ];
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    secureApi(response);
    try {
      const { guard } = this.#parts;
      guard.checkHost(request);
      guard.checkFetch(request);
      // A page from elsewhere is refused what it could not read anyway: a preview may share the platform's cookies' site.
      if (request.method !== 'GET' || request.headers.origin !== undefined) guard.checkOrigin(request);
      const { handle, params } = findRoute(this.#routes, request.method ?? '', url.pathname);
      await handle({ request, response, url }, params);
    } catch (error) {
      refuse(response, error, this.#parts.log);
    }
  }

  /** Ends the event streams; browsers connect again by themselves. */
  closeStreams(): void {
    for (const stream of this.#streams) stream[Symbol.dispose]();
  }

  async #answer({ request, response }: Exchange, params: Params, handler: ApiHandler): Promise<void> {
    const { identity } = this.#parts;
    const call: ApiCall = {
      request,
      address: addressOf(request, this.#parts),
      params,
      learnerId: identity.learnerOf(request),
      signIn: () => {
        const { learnerId, cookie } = identity.createLearner();
        response.setHeader('Set-Cookie', cookie);
        return learnerId;
      },
    };
    sendJson(response, 200, await handler(call));
  }

  async #stream({ request, response, url }: Exchange, params: Params): Promise<void> {
    const { identity, sessions, clock } = this.#parts;
    const learnerId = identity.learnerOf(request);
    if (learnerId === undefined) throw new Problem('not-signed-in');
    const session = await sessions.get(params.id ?? '', learnerId);
    if (session.openPages >= MAX_STREAMS_PER_SESSION) throw new Problem('too-many-requests');
    if (response.destroyed) return;
    const stream = new EventStream(request, response, clock);
    this.#streams.add(stream);
    stream.onEnd(() => this.#streams.delete(stream));
    const page = {
      observations: url.searchParams.get('observations') === '1',
      receive: stream.send.bind(stream),
    };
    const connection = session.connect(page, lastEventId(request));
    stream.onEnd(() => connection[Symbol.dispose]());
  }
}

function lastEventId(request: IncomingMessage): number | undefined {
  const text = request.headers['last-event-id'];
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
