import { z } from 'zod/mini';

/**
 * What remains of a lab when it is done. See PROTOCOL.md.
 *
 * GET  /api/labs/:lab/completion               → { completion: Completion | null }
 * POST /api/labs/:lab/certificate { name? }    → { token }      once every step has passed
 * GET  /api/certificates/:token                → CertificateReading, for anybody
 * GET  /api/certificates/:token/pdf/:locale    → the certificate to print, for anybody
 */
const stepTimesSchema = z.strictObject({
  id: z.string(),
  points: z.number(),
  passed: z.boolean(),
  /** When it was opened first. */
  openedAt: z.optional(z.number()),
  passedAt: z.optional(z.number()),
  /** How long the learner worked on it until it was passed, pauses left out. */
  workMs: z.optional(z.number()),
  /** Present where the solution was looked at before it passed. */
  revealed: z.optional(z.boolean()),
});

export const completionSchema = z.strictObject({
  sessionId: z.string(),
  startedAt: z.number(),
  /** When the last step passed; absent while one has not. */
  finishedAt: z.optional(z.number()),
  points: z.number(),
  totalPoints: z.number(),
  steps: z.array(stepTimesSchema),
});

export const completionResponseSchema = z.strictObject({ completion: z.nullable(completionSchema) });

/** Longest name on a certificate, in characters of any script. */
export const MAX_NAME_CHARACTERS = 60;

/** A character may be several code units; the server counts them once the name is in its plain form. */
export const certificateRequestSchema = z.strictObject({
  name: z.optional(z.string().check(z.maxLength(8 * MAX_NAME_CHARACTERS))),
});
export const certificateResponseSchema = z.strictObject({ token: z.string() });

export const certificateSchema = z.strictObject({
  lab: z.string(),
  /** As the learner typed it; nobody has checked it. */
  name: z.optional(z.string()),
  /** The day on which the last step passed, in UTC. */
  date: z.string(),
  points: z.number(),
  totalPoints: z.number(),
});

export const certificateReadingSchema = z.discriminatedUnion('standing', [
  z.strictObject({
    standing: z.enum(['genuine', 'revoked']),
    certificate: certificateSchema,
    /** For people to compare and for the operator to revoke. */
    number: z.string(),
  }),
  /** `altered`: ours, but not as we signed it; `foreign`: another server's; `unreadable`: no certificate at all. */
  z.strictObject({ standing: z.enum(['altered', 'foreign', 'unreadable']) }),
]);

export type Completion = z.infer<typeof completionSchema>;
export type Certificate = z.infer<typeof certificateSchema>;
export type CertificateReading = z.infer<typeof certificateReadingSchema>;
