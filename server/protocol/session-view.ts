import { z } from 'zod/mini';
import { verdictSchema } from '../../labs/core/verdict.ts';
import { bootStages, machineNames } from '../../sandbox/driver.ts';
import { observationSchema } from '../../sandbox/observation.ts';
import { problemCodes } from './problems.ts';

export const problemCodeSchema = z.enum(problemCodes);

/** A step has one task for its check and, where it asks something, one for its question. */
export const taskSchema = z.enum(['check', 'question']);

const taskProgressSchema = z.strictObject({
  task: taskSchema,
  /** Once true it stays true, whatever the machine does later. */
  passed: z.boolean(),
  /** What the last look said; absent before the first one. */
  verdict: z.optional(verdictSchema),
  /** Why the last look was impossible; never a wrong answer. */
  problem: z.optional(problemCodeSchema),
});

const stepProgressSchema = z.strictObject({
  id: z.string(),
  opened: z.boolean(),
  /** Every task passed. */
  passed: z.boolean(),
  tasks: z.array(taskProgressSchema),
});

const terminalSchema = z.strictObject({ name: z.string(), machine: z.enum(machineNames) });

/** How the session's machine is. `lost` and `failed` offer a fresh machine; progress is kept in every state. */
const machineSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('starting'),
    stage: z.enum(['queued', ...bootStages]),
    /** With `queued`, where in the queue: 1 is next. */
    place: z.optional(z.int().check(z.minimum(1))),
    since: z.number(),
  }),
  z.strictObject({ state: z.literal('ready'), expiresAt: z.number(), idleEndsAt: z.number() }),
  z.strictObject({ state: z.literal('ended'), reason: z.enum(['idle', 'old', 'by-learner', 'lost']) }),
  z.strictObject({ state: z.literal('failed'), problem: problemCodeSchema }),
]);

export const sessionViewSchema = z.strictObject({
  id: z.string(),
  lab: z.string(),
  /** The step the learner has open. */
  step: z.string(),
  steps: z.array(stepProgressSchema),
  terminals: z.array(terminalSchema),
  machine: machineSchema,
  /**
   * The server's clock, so that countdowns are right on a computer whose clock is wrong. Milliseconds since the epoch.
   * Grows with each view of a session: of two views, the one with the greater `now` is the newer.
   */
  now: z.number(),
  /** Present where the terminals are being recorded. */
  recorded: z.optional(z.boolean()),
});

export type Task = z.infer<typeof taskSchema>;
export type TaskProgress = z.infer<typeof taskProgressSchema>;
export type StepProgress = z.infer<typeof stepProgressSchema>;
export type MachineView = z.infer<typeof machineSchema>;
export type SessionView = z.infer<typeof sessionViewSchema>;

/** What the event stream of a session carries; `id:` grows, so `Last-Event-ID` resumes. */
export const sessionEventSchema = z.discriminatedUnion('type', [
  /** The whole view, at the start of a stream and after each change. */
  z.strictObject({ type: z.literal('session'), session: sessionViewSchema }),
  /** Only with `?observations=1`. */
  z.strictObject({
    type: z.literal('observation'),
    observation: observationSchema,
    /** What of it the step in front of the learner is about, by ids in a picture. */
    subject: z.optional(z.array(z.string())),
  }),
]);

export type SessionEvent = z.infer<typeof sessionEventSchema>;
