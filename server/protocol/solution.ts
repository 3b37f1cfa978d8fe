import { z } from 'zod/mini';
import { machineNames } from '../../sandbox/driver.ts';

/** One command, and the machine it is typed on: `client` is the computer outside. */
const solutionLineSchema = z.strictObject({ machine: z.enum(machineNames), command: z.string() });

/** How a step is done on the learner's machine. Sent only to who asks to see it, which is noted; see PROTOCOL.md. */
export const solutionSchema = z.strictObject({
  lines: z.array(solutionLineSchema),
  /** Where the step asks something: how to find out, and the answer on this machine, where there is one. */
  question: z.optional(z.strictObject({ lines: z.array(solutionLineSchema), answer: z.optional(z.string()) })),
});

export type SolutionView = z.infer<typeof solutionSchema>;
