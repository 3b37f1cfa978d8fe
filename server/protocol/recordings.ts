import { z } from 'zod/mini';

/**
 * GET    /api/sessions/:id/recordings          → { recordings: Recording[], keptUntil? }
 * DELETE /api/sessions/:id/recordings          → the same, once all that was recorded is erased; what goes on is recorded on
 * GET    /api/sessions/:id/recordings/:name    → the terminal's recording, asciicast v2; `?download=1` to keep it
 * GET    /api/sessions/:id/film                → how the machine looked over time, see `film.ts`; `?download=1` as well
 */
const recordingSchema = z.strictObject({
  /** The terminal's name. */
  name: z.string(),
  bytes: z.number(),
  endedAt: z.number(),
});

export const recordingsResponseSchema = z.strictObject({
  recordings: z.array(recordingSchema),
  /** When they are removed if nothing more is recorded, milliseconds since the epoch. */
  keptUntil: z.optional(z.number()),
});

export type RecordingList = z.infer<typeof recordingsResponseSchema>;
