import { randomUUID } from 'node:crypto';
import { SandboxError } from '../sandbox/errors.ts';
import type { Logger } from './logger.ts';
import { Problem } from './problem.ts';
import { type ProblemCode, problems } from './protocol/problems.ts';

/** The one place where an exception becomes something a person may see. */
export function problemOf(error: unknown): ProblemCode {
  return error instanceof SandboxError || error instanceof Problem ? error.code : 'internal';
}

export interface ReportedProblem {
  readonly problem: ProblemCode;
  /** What a person can quote and the operator can find in the log; only where the code alone says too little. */
  readonly id?: string;
}

/** Names the problem, and logs what the code alone does not say. */
export function reportProblem(error: unknown, log: Logger): ReportedProblem {
  const problem = problemOf(error);
  if (problem === 'internal') {
    const id = randomUUID();
    log.error({ error, id }, 'internal error');
    return { problem, id };
  }
  if (problems[problem].status >= 500) log.warn({ error, problem }, 'request could not be done');
  return { problem };
}
