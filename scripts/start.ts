/** `npm start`: sets up what is missing and runs the server in the foreground. Ctrl-C ends the server; sandboxes live on. */
import { runOnPinnedNode } from './bootstrap/pinned-node.js';
import { reportFailure } from './bootstrap/report.js';
import { setUp } from './setup/set-up.ts';

try {
  await setUp('start');
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  process.exitCode = await runOnPinnedNode('server/main.ts', [], { env });
} catch (error) {
  reportFailure(error);
}
