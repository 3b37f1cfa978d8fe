import { describe, expect, test } from 'vitest';
import { tallyOf } from '../../../scripts/test/tally.ts';

const clean = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  testResults: [{ status: 'passed', assertionResults: [1, 2, 3] }],
};

describe('tallyOf', () => {
  test('counts the tests of a clean run', () => {
    expect(tallyOf(clean, 0)).toEqual({ passed: 3, failed: 0 });
  });

  test('counts a file that could not be loaded as one failure', () => {
    const report = { ...clean, success: false, testResults: [...clean.testResults, { status: 'failed', assertionResults: [] }] };
    expect(tallyOf(report, 1)).toEqual({ passed: 3, failed: 1 });
  });

  test('counts a file with failed tests once for each of them', () => {
    const report = { ...clean, success: false, numFailedTests: 2, testResults: [{ status: 'failed', assertionResults: [1, 2] }] };
    expect(tallyOf(report, 1)).toEqual({ passed: 3, failed: 2 });
  });

  test('never takes a run for success that failed outside of its tests', () => {
    expect(tallyOf(clean, 1)).toEqual({ passed: 3, failed: 1 });
    expect(tallyOf({ ...clean, success: false }, 0)).toEqual({ passed: 3, failed: 1 });
  });
});
