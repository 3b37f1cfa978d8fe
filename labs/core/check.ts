import type { Observation, Probe, ProbeResult } from '../../sandbox/observation.ts';
import type { ThingId } from './thing.ts';
import type { Verdict } from './verdict.ts';

/** What a judgement may look at. Nothing else: a check is a pure function of this. */
export interface CheckInput {
  readonly observation: Observation;
  /** The machine as it was when the learner opened the step, after the step's setup. */
  readonly baseline: Observation;
  /** Results of the probes that the check asked for, by the names it gave them. */
  readonly probes: Readonly<Record<string, ProbeResult>>;
}

export interface Check {
  /** True when the judgement reads packet counters, which are followed only on request. */
  readonly counters: boolean;
  /** What the observer should try before `judge`; asked again for each observation, so keep it empty until it can matter. */
  probes(input: Omit<CheckInput, 'probes'>): Readonly<Record<string, Probe>>;
  /** What of this machine the step is about, to be shown on the map. Nothing while that is not there yet. */
  subject(input: Omit<CheckInput, 'probes'>): readonly ThingId[];
  judge(input: CheckInput): Verdict;
}

export interface Question {
  /** Compares the learner's answer with this very machine. `answer` is trimmed and at most 200 characters. */
  judge(input: Omit<CheckInput, 'probes'> & { readonly answer: string }): Verdict;
  /** An answer that is right on this machine, where there is one; for who asks for the solution. */
  readonly answer?: RightAnswer | undefined;
}

type RightAnswer = (input: Omit<CheckInput, 'probes'>) => string | undefined;

/** Defines what a step's `check.ts` exports as `check`. A bare function is a check without counters, probes and subject. */
export function defineCheck(definition: Check['judge'] | (Partial<Check> & Pick<Check, 'judge'>)): Check {
  const parts = typeof definition === 'function' ? { judge: definition } : definition;
  return { counters: false, probes: () => ({}), subject: () => [], ...parts };
}

/** Defines what a step's `check.ts` may export as `question`. */
export function defineQuestion(judge: Question['judge'], answer?: RightAnswer): Question {
  return { judge, answer };
}
