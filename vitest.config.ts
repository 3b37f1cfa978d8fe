import { defineConfig } from 'vitest/config';

/**
 * `*.machine.test.ts` needs a real engine and takes turns on it; `tests/e2e/` needs the built site and a browser too.
 * Everything else is a unit test: fast, alone, and safe to run at any time.
 */
const MACHINE_TESTS = 'tests/**/*.machine.test.ts';
const BROWSER_TESTS = 'tests/e2e/**/*.test.ts';

export default defineConfig({
  test: {
    passWithNoTests: true,
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [MACHINE_TESTS, BROWSER_TESTS],
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'machine',
          include: [MACHINE_TESTS],
          globalSetup: ['./tests/support/engine.ts'],
          // The engine starts containers one core's worth at a time; more files at once only wait for each other.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: [BROWSER_TESTS],
          globalSetup: ['./tests/e2e/prepare.ts'],
          // One browser and one server at a time: on two cores, a second pair makes both miss their deadlines.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
