import { type IPty, spawn } from '@lydell/node-pty';
import type { OpenTerminalOptions, TerminalSize } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { killTerminal } from './kill-terminal.ts';
import { HOME, learnerEnvironment } from './learner-environment.ts';
import { LocalTerminal, type ViewedShell } from './local-terminal.ts';

/** Time for a shell to save its history and hang up its jobs. */
const HANG_UP_GRACE_MS = 500;
const TAKEN_OVER = -1;

export interface LocalShellOptions extends OpenTerminalOptions {
  readonly argv: readonly [string, ...string[]];
}

/** One shell on a pty of this process, and the attachment that looks at it. */
export class LocalShell implements ViewedShell {
  readonly id: string;
  readonly exited: Promise<void>;
  readonly #pty: IPty;
  readonly #exit = Promise.withResolvers<void>();
  #viewer: LocalTerminal | undefined;
  #printed = 0;
  #hasExited = false;
  #isKilled = false;

  constructor({ id, size, argv: [program, ...args] }: LocalShellOptions) {
    this.id = id;
    this.exited = this.#exit.promise;
    try {
      // Without an encoding the pty gives bytes, whatever its types say: a character cut between two reads stays whole.
      const options = { name: 'xterm-256color', cwd: HOME, env: { ...learnerEnvironment }, encoding: null };
      this.#pty = spawn(program, args, { ...options, cols: size.cols, rows: size.rows });
    } catch (cause) {
      throw new SandboxError('sandbox/terminal-failed', `cannot start ${program}`, { cause });
    }
    this.#pty.pause();
    this.#pty.onData((chunk) => this.#print(chunk as unknown as Buffer));
    this.#pty.onExit(({ exitCode, signal }) => this.#finish(signal ? 128 + signal : exitCode));
  }

  /** Whether its id still stands for it: a killed shell may take a moment to end. */
  get isWanted(): boolean {
    return !this.#isKilled && !this.#hasExited;
  }

  get viewer(): LocalTerminal | undefined {
    return this.#viewer;
  }

  attach(size: TerminalSize): LocalTerminal {
    this.#viewer?.end(TAKEN_OVER);
    this.#pty.pause();
    this.resize(size);
    this.#viewer = new LocalTerminal(this, this.#printed);
    return this.#viewer;
  }

  write(bytes: Uint8Array): void {
    // Its types know text only; bytes go through as they are.
    if (!this.#hasExited) this.#pty.write(Buffer.from(bytes) as unknown as string);
  }

  resize({ cols, rows }: TerminalSize): void {
    if (!this.#hasExited) this.#pty.resize(cols, rows);
  }

  pause(): void {
    this.#pty.pause();
  }

  resume(): void {
    this.#pty.resume();
  }

  kill(): void {
    if (!this.isWanted) return;
    this.#isKilled = true;
    this.#pty.kill('SIGHUP');
    const deadline = setTimeout(() => killTerminal(this.#pty.pid), HANG_UP_GRACE_MS);
    void this.exited.then(() => clearTimeout(deadline));
  }

  #print(chunk: Buffer): void {
    this.#printed += chunk.length;
    this.#viewer?.give(chunk);
  }

  #finish(exitCode: number): void {
    this.#hasExited = true;
    // In this order: whoever hears of the end from the viewer finds the shell no longer listed.
    this.#exit.resolve();
    this.#viewer?.end(exitCode);
  }
}
