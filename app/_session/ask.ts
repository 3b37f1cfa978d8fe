import type { Answer } from './answer.ts';
import type { Kind, Said } from './protocol-readers.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

const unreachable = { ok: false, trouble: 'unreachable', id: undefined } as const;
const incomplete = { ok: false, trouble: 'page-incomplete', id: undefined } as const;

/** Loads what reads the server's answers; early, where an answer is soon to come. */
export function protocolReaders() {
  return import('./protocol-readers.ts');
}

/** Asks once; never rejects. What our server did not say (a proxy's page, a broken line) counts as unreachable. */
export async function ask<Name extends Kind>(request: Request, kind: Name): Promise<Answer<Said<Name>>> {
  const { isAccepted, said } = await exchange(request);
  if (said === undefined) return unreachable;
  return isAccepted ? accepted(kind, said) : refused(said);
}

/** As `ask`, where `{ session: null }` is an answer, too. */
export async function askForMaybe(request: Request): Promise<Answer<Said<'session'> | { session: null }>> {
  const { isAccepted, said } = await exchange(request);
  if (said === undefined) return unreachable;
  if (isAccepted && isNoSession(said)) return { ok: true, value: { session: null } };
  return isAccepted ? accepted('session', said) : refused(said);
}

async function exchange({ method, path, body }: Request): Promise<{ isAccepted: boolean; said: unknown }> {
  try {
    const shared = { method, credentials: 'same-origin', cache: 'no-store' } as const;
    const sent = { ...shared, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
    const response = await fetch(path, method === 'GET' ? shared : sent);
    return { isAccepted: response.ok, said: await response.json() };
  } catch {
    return { isAccepted: false, said: undefined };
  }
}

async function accepted<Name extends Kind>(kind: Name, said: unknown): Promise<Answer<Said<Name>>> {
  const readers = await protocolReaders().catch(() => undefined);
  if (readers === undefined) return incomplete;
  const value = readers.readSaid(kind, said);
  return value === undefined ? unreachable : { ok: true, value };
}

async function refused(said: unknown): Promise<Answer<never>> {
  const readers = await protocolReaders().catch(() => undefined);
  if (readers === undefined) return incomplete;
  const refusal = readers.readSaid('problem', said);
  return refusal === undefined ? unreachable : { ok: false, trouble: refusal.problem, id: refusal.id };
}

function isNoSession(said: unknown): boolean {
  return typeof said === 'object' && said !== null && 'session' in said && said.session === null;
}
