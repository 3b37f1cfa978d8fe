import { z } from 'zod/mini';

/**
 * GET /api/sessions/:id/recordings          → { recordings: Recording[] }
 * GET /api/sessions/:id/recordings/:name    → the terminal's recording, asciicast v2; `?download=1` to keep it
 */
const recordingSchema = z.strictObject({
  /** The terminal's name. */
  name: z.string(),
  bytes: z.number(),
  endedAt: z.number(),
});

export const recordingsResponseSchema = z.strictObject({ recordings: z.array(recordingSchema) });

export type RecordingEntry = z.infer<typeof recordingSchema>;
