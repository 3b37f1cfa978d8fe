import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { Problem } from '../problem.ts';

export interface GuardSettings {
  /** What the server listens on. */
  readonly host: string;
  /** What browsers see, when something stands in front of the server. */
  readonly publicOrigin: string | undefined;
}

/** Tells requests that a page of ours made from those that somebody else's page made in the learner's browser. */
export class RequestGuard {
  readonly #publicOrigin: string | undefined;
  readonly #publicHost: string | undefined;
  readonly #hasAnyName: boolean;

  constructor({ host, publicOrigin }: GuardSettings) {
    this.#publicOrigin = publicOrigin;
    this.#publicHost = publicOrigin === undefined ? undefined : new URL(publicOrigin).host;
    this.#hasAnyName = publicOrigin === undefined && !isLoopback(host);
  }

  /**
   * A server on loopback is asked by a loopback name, one with a public origin by that. Another name that resolves to it
   * is how a foreign page gets around the rule of the same origin (DNS rebinding).
   */
  checkHost(request: IncomingMessage): void {
    const host = request.headers.host;
    if (host === undefined) throw new Problem('bad-request', 'no Host');
    if (this.#hasAnyName || host === this.#publicHost || isLoopback(hostnameOf(host))) return;
    throw new Problem('foreign-origin', `unknown Host ${host}; set VETHLAB_PUBLIC_ORIGIN`);
  }

  /**
   * Browsers say by themselves whose page has them fetch something, also where they send no `Origin`: with images, event streams
   * and the like. That a person follows a link from elsewhere is no fetch of that page's.
   */
  checkFetch({ headers }: IncomingMessage): void {
    const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
    const isElsewhere = site === 'cross-site' || site === 'same-site';
    if (!isElsewhere || (mode === 'navigate' && destination === 'document')) return;
    throw new Problem('foreign-origin', `${site} ${mode ?? ''} for ${destination ?? ''}`);
  }

  /** What changes something, or opens a socket, says where it comes from, and comes from here. */
  checkOrigin(request: IncomingMessage): void {
    this.checkFetch(request);
    const { origin, host } = request.headers;
    if (origin !== undefined && (origin === this.#publicOrigin || hostOf(origin) === host)) return;
    throw new Problem('foreign-origin', `Origin ${origin ?? 'missing'} for Host ${host ?? 'missing'}`);
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

/** Whether others than the people at this machine can ask: directly, or by what stands in front. */
export function isOpenToOthers({ host, publicOrigin }: GuardSettings): boolean {
  return !isLoopback(host) || (publicOrigin !== undefined && !isLoopback(new URL(publicOrigin).hostname));
}

export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}
