import { z } from 'zod/mini';
import { verdictSchema } from '../../labs/core/verdict.ts';
import { machineNames } from '../../sandbox/driver.ts';
import { problemCodeSchema, sessionViewSchema } from './session-view.ts';
import { solutionSchema } from './solution.ts';

/**
 * HTTP JSON under /api. A refusal is `{ problem, id? }` with the problem's status; `id` is there for `internal`.
 *
 * GET    /api/labs/:lab/session                  → { session: SessionView | null }
 * POST   /api/labs/:lab/session                  → { session }          start, or resume
 * GET    /api/sessions/:id                       → { session }
 * DELETE /api/sessions/:id                       → { session }          end the machine; progress stays
 * POST   /api/sessions/:id/machine               → { session }          fresh machine
 * POST   /api/sessions/:id/extend                → { session }
 * POST   /api/sessions/:id/recording             { on } → { session }   whether the session is recorded from now on
 * POST   /api/sessions/:id/steps/:step/open      → { session }          runs the step's setup the first time
 * POST   /api/sessions/:id/steps/:step/reset     → { session }          lays the step's setup again
 * POST   /api/sessions/:id/steps/:step/check     → { verdict, session }
 * POST   /api/sessions/:id/steps/:step/answer    { answer } → { verdict, session }
 * POST   /api/sessions/:id/steps/:step/solution  → { solution, session }  shows it, and notes that it was seen
 * POST   /api/sessions/:id/steps/:step/predictions/:prediction  { choice } → { session }
 * POST   /api/sessions/:id/terminals             { machine } → { name, session }
 * DELETE /api/sessions/:id/terminals/:name       → { session }
 * GET    /api/sessions/:id/ports                 → { ports, session }  what listens in the machine
 * GET    /api/sessions/:id/events                event stream of SessionEvent
 */
export const answerRequestSchema = z.strictObject({ answer: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) });
/** An option's id, or `unsure`. */
export const predictRequestSchema = z.strictObject({ choice: z.string().check(z.minLength(1), z.maxLength(48)) });
export const recordingRequestSchema = z.strictObject({ on: z.boolean() });
export const openTerminalRequestSchema = z.strictObject({ machine: z.enum(machineNames) });

export const sessionResponseSchema = z.strictObject({ session: sessionViewSchema });
export const maybeSessionResponseSchema = z.strictObject({ session: z.nullable(sessionViewSchema) });
export const verdictResponseSchema = z.strictObject({ verdict: verdictSchema, session: sessionViewSchema });
export const solutionResponseSchema = z.strictObject({ solution: solutionSchema, session: sessionViewSchema });
export const terminalResponseSchema = z.strictObject({ name: z.string(), session: sessionViewSchema });
/** A TCP port of the lab host that is open; `url` shows it, and is missing where previews have no origin of their own. */
const portSchema = z.strictObject({ port: z.int(), container: z.optional(z.string()), url: z.optional(z.string()) });
export const portsResponseSchema = z.strictObject({ ports: z.array(portSchema), session: sessionViewSchema });
export type PortView = z.infer<typeof portSchema>;
export const problemResponseSchema = z.strictObject({ problem: problemCodeSchema, id: z.optional(z.string()) });

/** Terminals a session may have open at once. */
export const MAX_TERMINALS = 6;
