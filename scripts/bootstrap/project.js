import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT_DIRECTORY = fileURLToPath(new URL('../../', import.meta.url));

/** The Node that everything but the bootstrap runs on: the npm package `node`. */
export const PINNED_NODE = join(PROJECT_DIRECTORY, 'node_modules', '.bin', 'node');
