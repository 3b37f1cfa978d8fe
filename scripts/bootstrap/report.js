import { SetupProblem } from './setup-problem.js';

/**
 * Tells the person at the terminal why a command stopped, and makes the process end with 1.
 * @param {unknown} error
 */
export function reportFailure(error) {
  process.exitCode = 1;
  if (!(error instanceof SetupProblem)) {
    console.error(error);
    return;
  }
  console.error(`\n✗ ${error.message}\n  ${error.next}`);
}
