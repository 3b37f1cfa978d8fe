import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { ExecOptions, ExecResult } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { HOME, learnerEnvironment } from './learner-environment.ts';

const OUTPUT_MAX_BYTES = 1_048_576;
/** As shells say it. */
const NOT_FOUND = 127;
const KILLED_BY_SIGNAL = 128;

/** Runs argv on this machine, without a shell, in a process group of its own that ends with the time-out or the signal. */
export async function runProgram(argv: readonly [string, ...string[]], options: ExecOptions): Promise<ExecResult> {
  options.signal?.throwIfAborted();
  const [program, ...args] = argv;
  // Next.js gives every environment a NODE_ENV in its types; a learner's has none.
  const env = learnerEnvironment as NodeJS.ProcessEnv;
  const child = spawn(program, args, { cwd: HOME, env, detached: true });
  const stdout = new CutOutput(child.stdout);
  const stderr = new CutOutput(child.stderr);
  // A program that does not read its input is no failure.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  const exitCode = await endOf(child, argv, options);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

async function endOf(child: ChildProcessWithoutNullStreams, argv: readonly string[], options: ExecOptions): Promise<number> {
  const end = Promise.withResolvers<number>();
  child.once('error', () => end.resolve(NOT_FOUND));
  child.once('close', (code, signal) => end.resolve(code ?? KILLED_BY_SIGNAL + constants.signals[signal ?? 'SIGKILL']));
  const stop = (reason: unknown) => {
    killGroup(child);
    end.reject(reason);
  };
  const abort = () => stop(options.signal?.reason);
  options.signal?.addEventListener('abort', abort, { once: true });
  const deadline =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop(new SandboxError('sandbox/exec-timeout', `${argv[0]} took too long`)), options.timeoutMs);
  try {
    return await end.promise;
  } finally {
    clearTimeout(deadline);
    options.signal?.removeEventListener('abort', abort);
  }
}

/** The program may have ended, or never have begun. */
function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

/** Keeps the beginning of a stream and reads the rest away, so that its writer never waits. */
class CutOutput {
  readonly #chunks: Buffer[] = [];
  #room = OUTPUT_MAX_BYTES;

  constructor(stream: Readable) {
    stream.on('data', (chunk: Buffer) => {
      if (this.#room === 0) return;
      const kept = chunk.subarray(0, this.#room);
      this.#room -= kept.length;
      this.#chunks.push(kept);
    });
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
