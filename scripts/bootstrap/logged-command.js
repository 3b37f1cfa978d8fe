import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Enough of the end of a log to show why a tool gave up, and little enough to read. */
const TAIL_LINES = 15;

/**
 * A stage's log file, and what a stage may do with it.
 * Created anew by each run, so that a log never mixes two.
 */
export class StageLog {
  #stream;
  /** @type {string[]} */
  #tail = [];
  #partial = '';

  /**
   * @param {string} path
   * @param {AbortSignal} [aborted]
   */
  constructor(path, aborted) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#stream = createWriteStream(path);
    this.aborted = aborted;
  }

  /** The last lines written, newest last. */
  get tail() {
    return this.#partial === '' ? this.#tail : [...this.#tail, this.#partial];
  }

  get lastLine() {
    return this.tail.at(-1) ?? '';
  }

  /** @param {string} text */
  write(text) {
    this.#stream.write(text);
    const lines = (this.#partial + stripVTControlCharacters(text)).split(/[\r\n]+/);
    this.#partial = lines.pop() ?? '';
    this.#tail = [...this.#tail, ...lines.filter((line) => line.trim() !== '')].slice(-TAIL_LINES);
  }

  /**
   * Runs argv to its end with its output in the log; rejects when it cannot start or exits with anything but 0.
   * @param {readonly [string, ...string[]]} argv
   * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} [options]
   * @returns {Promise<void>}
   */
  run(argv, options = {}) {
    const [command, ...args] = argv;
    this.write(`$ ${argv.join(' ')}\n`);
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: options.cwd,
        env: options.env ?? process.env,
        signal: this.aborted,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.setEncoding('utf8').on('data', (text) => this.write(text));
      child.stderr.setEncoding('utf8').on('data', (text) => this.write(text));
      // An aborted command reports its error before it has ended; what follows must not run beside it.
      child.once('error', (error) => child.pid === undefined && reject(error));
      child.once('close', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`${command} ended with ${signal ?? code}`));
      });
    });
  }

  /**
   * Resolves when everything written is in the file.
   * @returns {Promise<void>}
   */
  close() {
    return new Promise((resolve) => this.#stream.end(resolve));
  }
}
