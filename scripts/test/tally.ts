import { z } from 'zod';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0 };

/** The part of vitest's JSON report that is counted. */
export const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/**
 * Counts tests, and as one failure each test file that could not be loaded. A run that failed in any other way
 * (an error outside of tests, a global set-up) counts as one failure, so that it is never taken for success.
 */
export function tallyOf(report: z.infer<typeof reportSchema>, exitCode: number): Tally {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = report.numFailedTests + unloaded.length;
  const isClean = report.success && exitCode === 0;
  return { passed: report.numPassedTests, failed: isClean ? failed : Math.max(1, failed) };
}
