/** `npm run bench -- NAME [--json]`: sets up what a bench runs on, then measures. */
import { runOnPinnedNode } from './bootstrap/pinned-node.js';
import { reportFailure } from './bootstrap/report.js';
import { setUp } from './setup/set-up.ts';

try {
  await setUp('test');
  process.exitCode = await runOnPinnedNode('tests/bench/bench.ts', process.argv.slice(2));
} catch (error) {
  reportFailure(error);
}
