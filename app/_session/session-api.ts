import type { z } from 'zod';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { MachineName } from '../../sandbox/driver.ts';
import {
  maybeSessionResponseSchema,
  problemResponseSchema,
  sessionResponseSchema,
  terminalResponseSchema,
  verdictResponseSchema,
} from '../../server/protocol/api.ts';
import type { SessionView } from '../../server/protocol/session-view.ts';
import type { Answer } from './answer.ts';

type Method = 'GET' | 'POST' | 'DELETE';

interface Request {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
}

interface SessionAnswer {
  readonly session: SessionView;
}
interface VerdictAnswer extends SessionAnswer {
  readonly verdict: Verdict;
}
interface TerminalAnswer extends SessionAnswer {
  readonly name: string;
}

const segment = encodeURIComponent;

/** The learner's session on a lab, if there is one. */
export function findSession(lab: string): Promise<Answer<{ session: SessionView | null }>> {
  return ask({ method: 'GET', path: `/api/labs/${segment(lab)}/session` }, maybeSessionResponseSchema);
}

export function startSession(lab: string): Promise<Answer<SessionAnswer>> {
  return ask({ method: 'POST', path: `/api/labs/${segment(lab)}/session` }, sessionResponseSchema);
}

/** The questions one may put to a session, by its id. */
export class SessionApi {
  readonly #path: string;

  constructor(sessionId: string) {
    this.#path = `/api/sessions/${segment(sessionId)}`;
  }

  get eventsPath(): string {
    return `${this.#path}/events`;
  }

  endMachine(): Promise<Answer<SessionAnswer>> {
    return ask({ method: 'DELETE', path: this.#path }, sessionResponseSchema);
  }

  freshMachine(): Promise<Answer<SessionAnswer>> {
    return this.#post('/machine', sessionResponseSchema);
  }

  extend(): Promise<Answer<SessionAnswer>> {
    return this.#post('/extend', sessionResponseSchema);
  }

  openStep(step: string): Promise<Answer<SessionAnswer>> {
    return this.#post(`/steps/${segment(step)}/open`, sessionResponseSchema);
  }

  resetStep(step: string): Promise<Answer<SessionAnswer>> {
    return this.#post(`/steps/${segment(step)}/reset`, sessionResponseSchema);
  }

  check(step: string): Promise<Answer<VerdictAnswer>> {
    return this.#post(`/steps/${segment(step)}/check`, verdictResponseSchema);
  }

  answer(step: string, answer: string): Promise<Answer<VerdictAnswer>> {
    const request = { method: 'POST' as const, path: `${this.#path}/steps/${segment(step)}/answer`, body: { answer } };
    return ask(request, verdictResponseSchema);
  }

  openTerminal(machine: MachineName): Promise<Answer<TerminalAnswer>> {
    return ask({ method: 'POST', path: `${this.#path}/terminals`, body: { machine } }, terminalResponseSchema);
  }

  closeTerminal(name: string): Promise<Answer<SessionAnswer>> {
    return ask({ method: 'DELETE', path: `${this.#path}/terminals/${segment(name)}` }, sessionResponseSchema);
  }

  #post<Schema extends z.ZodType>(path: string, schema: Schema): Promise<Answer<z.infer<Schema>>> {
    return ask({ method: 'POST', path: this.#path + path }, schema);
  }
}

/** Asks once; never rejects. What our server did not say (a proxy's page, a broken line) counts as unreachable. */
async function ask<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<Answer<z.infer<Schema>>> {
  try {
    const response = await fetch(request.path, init(request));
    const said: unknown = await response.json();
    return response.ok ? accepted(schema, said) : refused(said);
  } catch {
    return unreachable;
  }
}

const unreachable = { ok: false, trouble: 'unreachable', id: undefined } as const;

function init({ method, body }: Request): RequestInit {
  const shared = { method, credentials: 'same-origin', cache: 'no-store' } as const;
  if (method === 'GET') return shared;
  return { ...shared, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
}

function accepted<Schema extends z.ZodType>(schema: Schema, said: unknown): Answer<z.infer<Schema>> {
  const read = schema.safeParse(said);
  return read.success ? { ok: true, value: read.data } : unreachable;
}

function refused(said: unknown): Answer<never> {
  const read = problemResponseSchema.safeParse(said);
  return read.success ? { ok: false, trouble: read.data.problem, id: read.data.id } : unreachable;
}
