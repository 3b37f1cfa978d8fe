import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { PINNED_NODE, PROJECT_DIRECTORY } from './project.js';

/**
 * Runs a script of this project on the pinned Node in the foreground; resolves with its exit code, when it has ended.
 * A Ctrl-C reaches the script from the terminal itself, so here it only must not end the wait; a SIGTERM is passed on.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {{ readonly nodeOptions?: readonly string[], readonly env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function runOnPinnedNode(script, args, { nodeOptions = [], env = process.env } = {}) {
  const child = spawn(PINNED_NODE, [...nodeOptions, join(PROJECT_DIRECTORY, script), ...args], { stdio: 'inherit', env });
  const ignore = () => {};
  const passOn = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  process.on('SIGINT', ignore).on('SIGTERM', passOn).on('SIGHUP', passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', ignore).off('SIGTERM', passOn).off('SIGHUP', passOn);
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']);
    });
  });
}
