import { z } from 'zod/mini';
import { localTextSchema } from './local-text.ts';
import type { ThingId } from './thing.ts';
import { shownText } from './wording.ts';

/** Evidence is kept with each verdict, and a machine may have names without end. */
const MOST_FACTS_LISTED = 16;
/** A map on which everything is marked shows nothing. */
const MOST_THINGS_MARKED = 16;
/** Room for an iptables rule. */
const LONGEST_FACT = 200;

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
  /** The things that are not as they should be, by their ids in a picture; absent where nothing is amiss but only not done yet. */
  at: z.optional(z.array(z.string())),
});

export const verdictSchema = z.discriminatedUnion('status', [passedSchema, failedSchema]);

export type Passed = z.infer<typeof passedSchema>;
export type Failed = z.infer<typeof failedSchema>;
export type Verdict = z.infer<typeof verdictSchema>;

/** Evidence may hold what the learner's machine says of itself, of any length: it is cut and made printable here. */
export function passed(evidence: Passed['evidence'] = {}): Passed {
  const facts = Object.entries(evidence).map(([name, fact]) => [name, shownFact(fact)]);
  return { status: 'passed', evidence: Object.fromEntries(facts) };
}

function shownFact(fact: Passed['evidence'][string]): Passed['evidence'][string] {
  if (typeof fact === 'number') return fact;
  if (typeof fact === 'string') return shownText(fact, LONGEST_FACT);
  return fact.slice(0, MOST_FACTS_LISTED).map((each) => shownText(each, LONGEST_FACT));
}

/** Why a check failed, as it hands it in: `at` names things of the observation. */
export interface Why extends Omit<Failed, 'status' | 'reason' | 'at'> {
  readonly at?: readonly ThingId[];
}

export function failed(reason: string, { at = [], ...why }: Why): Failed {
  return { status: 'failed', reason, ...why, ...(at.length > 0 && { at: at.slice(0, MOST_THINGS_MARKED) }) };
}
