/**
 * What `npm start`, `npm test` and the rest begin with: `node scripts/run.js COMMAND …`. It runs on any Node from 20 with
 * nothing installed, brings the npm packages up to date and hands over to the pinned Node, which runs TypeScript.
 */
import { npmPackages } from './bootstrap/npm-packages.js';
import { runOnPinnedNode } from './bootstrap/pinned-node.js';
import { checkMachine } from './bootstrap/preconditions.js';
import { reportFailure } from './bootstrap/report.js';
import { runStages } from './bootstrap/stage.js';

/** Scripts by command. Those that run machines need root on Linux. */
const commands = {
  start: { script: 'scripts/start.ts', runsMachines: true },
  test: { script: 'scripts/test.ts', runsMachines: true },
  dev: { script: 'scripts/dev.ts', runsMachines: true },
  bench: { script: 'scripts/bench.ts', runsMachines: true },
  check: { script: 'scripts/check.ts', runsMachines: false },
  fix: { script: 'scripts/fix.ts', runsMachines: false },
};

/** @param {readonly string[]} argv */
async function run([name = '', ...args]) {
  const command = commands[/** @type {keyof typeof commands} */ (name)];
  if (command === undefined) throw new Error(`usage: node scripts/run.js ${Object.keys(commands).join('|')}`);
  if (command.runsMachines) checkMachine();
  await runStages([npmPackages]);
  process.exitCode = await runOnPinnedNode(command.script, args);
}

run(process.argv.slice(2)).catch(reportFailure);
