#!/usr/bin/env node
/** The `vethlab` command: hands over to the pinned Node, since `npx` may itself run on an older one. */
import { npmPackages } from './bootstrap/npm-packages.js';
import { runOnPinnedNode } from './bootstrap/pinned-node.js';
import { reportFailure } from './bootstrap/report.js';
import { runStages } from './bootstrap/stage.js';

async function run() {
  if (!npmPackages.isUpToDate()) await runStages([npmPackages]);
  process.exitCode = await runOnPinnedNode('server/cli/main.ts', process.argv.slice(2));
}

run().catch(reportFailure);
