import { z } from 'zod';
import { localTextSchema } from './local-text.ts';

export const passedSchema = z.strictObject({
  status: z.literal('passed'),
  /** The facts that decided, by name; kept with the verdict. */
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});

export const failedSchema = z.strictObject({
  status: z.literal('failed'),
  /** Kebab-case code that tests and exports name. */
  reason: z.string(),
  /** What the step asks for. */
  expected: localTextSchema,
  /** What is there now. */
  found: localTextSchema,
  /** Where to look next; never the solution. */
  look: localTextSchema,
});

export const verdictSchema = z.discriminatedUnion('status', [passedSchema, failedSchema]);

export type Passed = z.infer<typeof passedSchema>;
export type Failed = z.infer<typeof failedSchema>;
export type Verdict = z.infer<typeof verdictSchema>;

export function passed(evidence: Passed['evidence'] = {}): Passed {
  return { status: 'passed', evidence };
}

export function failed(reason: string, why: Omit<Failed, 'status' | 'reason'>): Failed {
  return { status: 'failed', reason, ...why };
}
