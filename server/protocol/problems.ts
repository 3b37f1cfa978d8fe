import type { SandboxErrorCode } from '../../sandbox/errors.ts';

/** Codes that are the server's own; the sandbox's join them in `ProblemCode`. */
export type ServerProblemCode =
  | 'internal'
  | 'bad-request'
  | 'not-signed-in'
  | 'foreign-origin'
  | 'not-your-session'
  | 'no-such-lab'
  | 'no-such-step'
  | 'no-such-session'
  | 'no-such-terminal'
  | 'no-such-page'
  | 'method-not-allowed'
  | 'too-large'
  | 'too-many-requests'
  | 'too-many-terminals'
  | 'network-has-its-share'
  | 'session-ended'
  | 'session-not-ready'
  | 'no-question'
  | 'setup-failed'
  | 'lab-not-finished'
  | 'no-such-recording'
  | 'no-such-certificate'
  | 'check-failed-to-look'
  | 'server-stopping';

export type ProblemCode = ServerProblemCode | SandboxErrorCode;

/** Everything a person may be told went wrong, with its HTTP status. Wording lives in `app/_text/problems.ts`. */
export const problems = {
  internal: { status: 500 },
  'bad-request': { status: 400 },
  'not-signed-in': { status: 401 },
  'foreign-origin': { status: 403 },
  'not-your-session': { status: 403 },
  'no-such-lab': { status: 404 },
  'no-such-step': { status: 404 },
  'no-such-session': { status: 404 },
  'no-such-terminal': { status: 404 },
  'no-such-page': { status: 404 },
  'method-not-allowed': { status: 405 },
  'too-large': { status: 413 },
  'too-many-requests': { status: 429 },
  'too-many-terminals': { status: 409 },
  'network-has-its-share': { status: 503 },
  'session-ended': { status: 409 },
  'session-not-ready': { status: 409 },
  'no-question': { status: 400 },
  'setup-failed': { status: 502 },
  'lab-not-finished': { status: 409 },
  'no-such-recording': { status: 404 },
  'no-such-certificate': { status: 404 },
  'check-failed-to-look': { status: 502 },
  'server-stopping': { status: 503 },
  'sandbox/engine-unreachable': { status: 503 },
  'sandbox/image-missing': { status: 503 },
  'sandbox/out-of-capacity': { status: 503 },
  'sandbox/boot-failed': { status: 502 },
  'sandbox/boot-timeout': { status: 504 },
  'sandbox/exec-timeout': { status: 504 },
  'sandbox/terminal-failed': { status: 502 },
  'sandbox/connect-failed': { status: 502 },
  'sandbox/observer-failed': { status: 502 },
  'sandbox/gone': { status: 410 },
} as const satisfies Record<ProblemCode, { readonly status: number }>;

export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];
