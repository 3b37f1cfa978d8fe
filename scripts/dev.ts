/** `npm run dev`: pages reload by themselves; a change of server, sandbox or labs starts the server again, and machines live on. */
import { runOnPinnedNode } from './bootstrap/pinned-node.js';
import { reportFailure } from './bootstrap/report.js';
import { setUp } from './setup/set-up.ts';

const WATCHED = ['labs', 'sandbox', 'server'];

try {
  await setUp('dev');
  process.exitCode = await runOnPinnedNode('server/main.ts', ['--dev'], {
    nodeOptions: [...WATCHED.map((room) => `--watch-path=${room}`), '--watch-preserve-output'],
    env: { ...process.env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' },
  });
} catch (error) {
  reportFailure(error);
}
