import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runOnPinnedNode } from '../bootstrap/pinned-node.js';
import { PROJECT_DIRECTORY } from '../bootstrap/project.js';
import { reportSchema, type Tally, tallyOf } from './tally.ts';

/** Runs one of vitest's projects with its report on the screen. */
export async function runProject(project: string): Promise<Tally> {
  const reportPath = join(PROJECT_DIRECTORY, '.vethlab', `test-${project}.json`);
  rmSync(reportPath, { force: true });
  console.log(`\n── ${project}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const exitCode = await runOnPinnedNode('node_modules/.bin/vitest', ['run', '--project', project, ...reporters]);
  if (!existsSync(reportPath)) return { passed: 0, failed: 1 };
  return tallyOf(reportSchema.parse(JSON.parse(readFileSync(reportPath, 'utf8'))), exitCode);
}
