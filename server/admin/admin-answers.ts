import { z } from 'zod';

/** What the admin socket answers; the `vethlab` command reads it. */

const listedSessionSchema = z.object({
  id: z.string(),
  lab: z.string(),
  step: z.string(),
  machine: z.enum(['starting', 'ready']),
  /** Milliseconds since the epoch. */
  since: z.number(),
});

export const sessionListSchema = z.object({ sessions: z.array(listedSessionSchema) });

export type ListedSession = z.infer<typeof listedSessionSchema>;
