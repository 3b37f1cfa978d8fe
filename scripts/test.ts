/**
 * `npm test`: set-up, static gates, unit tests, tests on a real engine, end-to-end in Chromium, in this order.
 * The last line is `N passed, N failed`; a gate counts as one test, and so does a set-up that did not come about.
 */
import { reportFailure } from './bootstrap/report.js';
import { runGates } from './check/gates.ts';
import { printGate } from './check/print-gate.ts';
import { setUp } from './setup/set-up.ts';
import { runProject } from './test/run-project.ts';
import { add, NOTHING, type Tally } from './test/tally.ts';

const PROJECTS = ['unit', 'machine', 'e2e'] as const;

const tally = await testEverything().catch((error: unknown): Tally => {
  reportFailure(error);
  return { passed: 0, failed: 1 };
});
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function testEverything(): Promise<Tally> {
  await setUp('test');
  const gates = await runGates(printGate);
  const passed = gates.filter((gate) => gate.passed).length;
  let sum = add(NOTHING, { passed, failed: gates.length - passed });
  for (const project of PROJECTS) sum = add(sum, await runProject(project));
  return sum;
}
