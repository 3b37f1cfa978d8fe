import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { PINNED_NODE, PROJECT_DIRECTORY } from './project.js';

/**
 * Runs a script of this project on the pinned Node in the foreground; resolves with its exit code, when it has ended.
 * A Ctrl-C reaches the script from the terminal itself, so here it only must not end the wait; a SIGTERM is passed on.
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function runOnPinnedNode(script, args) {
  const child = spawn(PINNED_NODE, [join(PROJECT_DIRECTORY, script), ...args], { stdio: 'inherit' });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}
