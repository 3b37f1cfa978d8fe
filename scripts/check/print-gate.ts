import type { GateResult } from './gates.ts';

/** One line for a clean gate; what its tool said for one that is not. */
export function printGate(result: GateResult): void {
  console.log(`${result.passed ? '✓' : '✗'} ${result.name.padEnd(30)} ${result.seconds.toFixed(1)} s`);
  if (!result.passed) console.log(`${result.output}\n`);
}
