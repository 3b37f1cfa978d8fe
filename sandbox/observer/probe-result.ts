import { z } from 'zod';
import type { ProbeResult } from '../observation.ts';

const probeResultSchema = z.object({
  reached: z.boolean(),
  reason: z.enum(['refused', 'timeout', 'unreachable', 'other']).optional(),
});

/** What the agent answered to a probe. Throws a `ZodError` when it is no such answer. */
export function probeResultOf(raw: unknown): ProbeResult {
  const { reached, reason } = probeResultSchema.parse(raw);
  return { reached, ...(reason === undefined ? {} : { reason }) };
}
