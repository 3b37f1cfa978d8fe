/** `npm run check`: every static gate, at the same time. Exit code 1 when one is not clean. */
import { runGates } from './check/gates.ts';
import { printGate } from './check/print-gate.ts';

const results = await runGates(printGate);
const failed = results.filter((result) => !result.passed);
console.log(failed.length === 0 ? '\nEvery gate is clean.' : `\nNot clean: ${failed.map((result) => result.name).join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
