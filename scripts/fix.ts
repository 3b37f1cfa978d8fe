/** `npm run fix`: mends what Biome can mend by itself: layout, import order, safe rules. */
import { runOnPinnedNode } from './bootstrap/pinned-node.js';

process.exitCode = await runOnPinnedNode('node_modules/.bin/biome', ['check', '--write', '--error-on-warnings']);
