import type { IncomingMessage } from 'node:http';
import type { z } from 'zod/mini';
import type { Previews } from '../preview/previews.ts';
import { Problem } from '../problem.ts';
import { answerRequestSchema, openTerminalRequestSchema, predictRequestSchema, recordingRequestSchema } from '../protocol/api.ts';
import type { SessionView } from '../protocol/session-view.ts';
import type { Session } from '../session/session.ts';
import type { Sessions } from '../session/sessions.ts';
import type { AddressLimit } from './address-limit.ts';
import { readJson } from './json-body.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Params, Route } from './router.ts';

export interface ApiCall {
  readonly request: IncomingMessage;
  /** Where on the network the request comes from. */
  readonly address: string;
  readonly params: Params;
  /** Who asks; `undefined` for a stranger. */
  readonly learnerId: string | undefined;
  /** Makes a stranger known. */
  signIn(): string;
}

export type ApiHandler = (call: ApiCall) => Promise<object>;

export interface ApiParts {
  readonly sessions: Sessions;
  /** How many machines there may be at a time for one network address. */
  readonly addressLimit: AddressLimit;
  /** How often a learner may ask for a machine. */
  readonly machineLimit: RateLimit;
  /** How often strangers may become learners, by network address: a class may sit behind one. */
  readonly strangerLimit: RateLimit;
  /** How often a learner may ask for a look at the machine: answers are not to be guessed by the thousand. */
  readonly verdictLimit: RateLimit;
  readonly previews?: Pick<Previews, 'list'> | undefined;
}

type SessionAction = (session: Session, call: ApiCall) => Promise<object | undefined>;

/** What the API answers, but for the event stream; see `server/protocol/api.ts`. */
export function apiRoutes(parts: ApiParts): Route<ApiHandler>[] {
  const { sessions } = parts;
  return [
    { method: 'GET', path: '/api/labs/:lab/session', handle: (call) => findSession(sessions, call) },
    { method: 'POST', path: '/api/labs/:lab/session', handle: (call) => startSession(parts, call) },
    ...[...sessionRoutes(parts), ...previewRoutes(parts)].map(({ method, path, handle }) => ({
      method,
      path: `/api/sessions/:id${path}`,
      handle: (call: ApiCall) => withSession(sessions, call, handle),
    })),
  ];
}

function sessionRoutes({ addressLimit, machineLimit, verdictLimit }: ApiParts): Route<SessionAction>[] {
  return [
    { method: 'GET', path: '', handle: async () => undefined },
    { method: 'DELETE', path: '', handle: (session) => nothing(session.end()) },
    {
      method: 'POST',
      path: '/machine',
      handle: (session, { address }) => {
        machineLimit.spend(session.learnerId);
        return nothing(addressLimit.admit(address, session, () => session.freshMachine()));
      },
    },
    { method: 'POST', path: '/extend', handle: (session) => nothing(session.extend()) },
    {
      method: 'POST',
      path: '/recording',
      handle: async (session, call) => {
        const { on } = await body(call, recordingRequestSchema);
        return nothing(session.recording.choose(on));
      },
    },
    {
      method: 'POST',
      path: '/steps/:step/open',
      handle: (session, { params }) => nothing(session.openStep(param(params, 'step'))),
    },
    {
      method: 'POST',
      path: '/steps/:step/reset',
      handle: (session, { params }) => {
        verdictLimit.spend(session.learnerId);
        return nothing(session.resetStep(param(params, 'step')));
      },
    },
    {
      method: 'POST',
      path: '/steps/:step/check',
      handle: async (session, { params }) => {
        verdictLimit.spend(session.learnerId);
        return { verdict: await session.checkNow(param(params, 'step')) };
      },
    },
    {
      method: 'POST',
      path: '/steps/:step/answer',
      handle: async (session, call) => {
        const { answer } = await body(call, answerRequestSchema);
        verdictLimit.spend(session.learnerId);
        return { verdict: await session.answer(param(call.params, 'step'), answer) };
      },
    },
    {
      method: 'POST',
      path: '/steps/:step/solution',
      handle: async (session, { params }) => {
        verdictLimit.spend(session.learnerId);
        return { solution: await session.study.reveal(param(params, 'step')) };
      },
    },
    {
      method: 'POST',
      path: '/steps/:step/predictions/:prediction',
      handle: async (session, call) => {
        const { choice } = await body(call, predictRequestSchema);
        verdictLimit.spend(session.learnerId);
        return nothing(session.study.predict(param(call.params, 'step'), param(call.params, 'prediction'), choice));
      },
    },
    {
      method: 'POST',
      path: '/terminals',
      handle: async (session, call) => {
        const { machine } = await body(call, openTerminalRequestSchema);
        return { name: await session.openTerminal(machine) };
      },
    },
    {
      method: 'DELETE',
      path: '/terminals/:name',
      handle: (session, { params }) => nothing(session.closeTerminal(param(params, 'name'))),
    },
  ];
}

function previewRoutes({ previews }: ApiParts): Route<SessionAction>[] {
  if (previews === undefined) return [];
  return [{ method: 'GET', path: '/ports', handle: (session, { request }) => previews.list(session, request) }];
}

async function findSession(sessions: Sessions, { learnerId, params }: ApiCall): Promise<{ session: SessionView | null }> {
  const session = await sessions.find(learnerId ?? '', param(params, 'lab'));
  return { session: session?.view ?? null };
}

async function startSession(
  { sessions, addressLimit, machineLimit, strangerLimit }: ApiParts,
  call: ApiCall,
): Promise<{ session: SessionView }> {
  const lab = param(call.params, 'lab');
  sessions.requireLab(lab);
  if (call.learnerId === undefined) strangerLimit.spend(call.address);
  const learnerId = call.learnerId ?? call.signIn();
  machineLimit.spend(learnerId);
  const session = await sessions.open(learnerId, lab);
  await addressLimit.admit(call.address, session, () => session.start());
  return { session: session.view };
}

async function withSession(sessions: Sessions, call: ApiCall, action: SessionAction): Promise<object> {
  if (call.learnerId === undefined) throw new Problem('not-signed-in');
  const session = await sessions.get(param(call.params, 'id'), call.learnerId);
  const answer = await action(session, call);
  return { ...answer, session: session.view };
}

async function nothing(action: Promise<void>): Promise<undefined> {
  await action;
}

function body<Schema extends z.ZodMiniType>(call: ApiCall, schema: Schema): Promise<z.infer<Schema>> {
  return readJson(call.request, schema);
}

function param(params: Params, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`the route has no ${name}`);
  return value;
}
