import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from './router.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Answers a request in full; what it rejects with becomes the refusal. */
export type ExchangeHandler = (exchange: Exchange, params: Params) => Promise<void>;
