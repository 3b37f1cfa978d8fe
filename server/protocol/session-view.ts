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
  /** Of a question that has been passed: what the learner answered. */
  answer: z.optional(z.string()),
});

/** What the learner expects of a prediction in the text; `unsure` where they would rather not guess. */
const predictionSchema = z.strictObject({
  id: z.string(),
  choice: z.string(),
  /** The option that has come about on their machine; absent until then. */
  outcome: z.optional(z.string()),
});

const stepProgressSchema = z.strictObject({
  id: z.string(),
  opened: z.boolean(),
  /** Every task passed. */
  passed: z.boolean(),
  tasks: z.array(taskProgressSchema),
  /** Present where the solution was looked at before the step had passed. It stays so. */
  revealed: z.optional(z.boolean()),
  /** Those that the learner has taken up; present where there are any. */
  predictions: z.optional(z.array(predictionSchema)),
});

const terminalSchema = z.strictObject({ name: z.string(), machine: z.enum(machineNames) });

/** How the session's machine is. `lost` and `failed` offer a fresh machine; progress is kept in every state. */
const machineSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('starting'),
    stage: z.enum(['queued', ...bootStages]),
    /** With `queued`, where in the queue: 1 is next. Absent until the pool has been asked. */
    place: z.optional(z.int().check(z.minimum(1))),
    /** With `place`: every place is taken, or as many machines are coming up as the server starts at a time. */
    why: z.optional(z.enum(['full', 'busy'])),
    /** When the learner asked. */
    since: z.number(),
    /** When the stage began. */
    stageSince: z.optional(z.number()),
    /** When the machine is expected, as a range; absent where the server knows nothing to tell it by. */
    estimate: z.optional(z.strictObject({ from: z.number(), to: z.number() })),
    /** What each stage took on this server lately, in milliseconds; absent until it has been measured. */
    usualMs: z.optional(z.strictObject({ machine: z.number(), network: z.number(), docker: z.number(), ready: z.number() })),
  }),
  z.strictObject({ state: z.literal('ready'), expiresAt: z.number(), idleEndsAt: z.number() }),
  z.strictObject({
    state: z.literal('ended'),
    reason: z.enum(['idle', 'old', 'by-learner', 'lost', 'left-queue', 'not-waiting']),
  }),
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
  /** Whether the session is being recorded; absent where this server records nothing. */
  recorded: z.optional(z.boolean()),
});

export type Task = z.infer<typeof taskSchema>;
export type TaskProgress = z.infer<typeof taskProgressSchema>;
export type PredictionView = z.infer<typeof predictionSchema>;
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
