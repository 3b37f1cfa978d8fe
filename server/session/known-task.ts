import { type Verdict, verdictSchema } from '../../labs/core/verdict.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import type { TaskRow } from '../store/progress-records.ts';

/** What is known of one task of one step. */
export interface KnownTask {
  readonly passedAt?: number;
  readonly verdict?: Verdict;
  readonly problem?: ProblemCode;
  /** What the learner said that was right. */
  readonly answer?: string;
}

export const untried: KnownTask = {};

/** A verdict that this version cannot read is dropped: the next look says it anew. */
export function knownTask(row: TaskRow, answer: string | undefined): KnownTask {
  const verdict = row.verdict === null ? undefined : verdictSchema.safeParse(JSON.parse(row.verdict)).data;
  return {
    ...lasting({ passedAt: row.passed_at ?? undefined, answer }),
    ...(verdict !== undefined && { verdict }),
    ...(row.problem !== null && { problem: row.problem }),
  };
}

interface Lasting {
  readonly passedAt?: number | undefined;
  readonly answer?: string | undefined;
}

/** What later verdicts leave as it is. */
export function lasting({ passedAt, answer }: Lasting): Pick<KnownTask, 'passedAt' | 'answer'> {
  return { ...(passedAt !== undefined && { passedAt }), ...(answer !== undefined && { answer }) };
}
