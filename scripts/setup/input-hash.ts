import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIRECTORY } from '../bootstrap/project.js';

/** One hash over the names and contents of every file that the patterns match, relative to the project. */
export function inputHash(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of globSync(patterns, { cwd: PROJECT_DIRECTORY }).sort()) {
    const path = join(PROJECT_DIRECTORY, name);
    if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}
