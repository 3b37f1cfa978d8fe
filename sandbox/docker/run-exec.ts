import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { ExecOptions, ExecResult } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { BoundedText } from './bounded-text.ts';
import { engineError } from './engine-error.ts';

const DEFAULT_TIMEOUT_MS = 60_000;
/** The machine ends a command that is over its time by itself; this long after, we stop waiting for that. */
const GRACE_MS = 5000;
const OUTPUT_BYTES = 1024 * 1024;
/** What `timeout -s KILL` answers for a command that it has killed. */
const KILLED = 137;

/** Runs argv in the container. Rejects with a `SandboxError` or the signal's reason. */
export async function runExec(
  container: Docker.Container,
  argv: readonly [string, ...string[]],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const startedAt = performance.now();
  const guard = AbortSignal.timeout(timeoutMs + GRACE_MS);
  const signals = options.signal === undefined ? [guard] : [guard, options.signal];
  try {
    // Ending the stream would not end the command, so it carries its own end with it.
    const bounded = ['timeout', '-s', 'KILL', String(timeoutMs / 1000), ...argv];
    const result = await collect(container, bounded, { stdin: options.stdin, signal: AbortSignal.any(signals) });
    if (result.exitCode === KILLED && performance.now() - startedAt >= timeoutMs) throw overdue(timeoutMs);
    return result;
  } catch (error) {
    options.signal?.throwIfAborted();
    if (guard.aborted) throw overdue(timeoutMs);
    throw engineError(error, 'sandbox/gone', 'running a command');
  }
}

interface Run {
  readonly stdin: string | undefined;
  readonly signal: AbortSignal;
}

async function collect(container: Docker.Container, argv: string[], { stdin, signal }: Run): Promise<ExecResult> {
  signal.throwIfAborted();
  const exec = await container.exec({ Cmd: argv, AttachStdin: stdin !== undefined, AttachStdout: true, AttachStderr: true });
  const stream = (await exec.start({ hijack: true, stdin: true })) as Duplex;
  const stop = () => stream.destroy(new Error('stopped waiting'));
  signal.addEventListener('abort', stop, { once: true });
  const stdout = new BoundedText(OUTPUT_BYTES);
  const stderr = new BoundedText(OUTPUT_BYTES);
  try {
    container.modem.demuxStream(stream, stdout, stderr);
    if (stdin !== undefined) stream.end(stdin);
    await finished(stream, { writable: false });
    return { exitCode: await exitCode(exec), stdout: stdout.text, stderr: stderr.text };
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
}

/** The engine closes the stream a moment before it knows the exit code. */
async function exitCode(exec: Docker.Exec): Promise<number> {
  for (let pauseMs = 1; ; pauseMs *= 2) {
    const { Running, ExitCode } = await exec.inspect();
    if (!Running && ExitCode !== null) return ExitCode;
    if (pauseMs > 1000) return -1;
    await delay(pauseMs);
  }
}

function overdue(timeoutMs: number): SandboxError {
  return new SandboxError('sandbox/exec-timeout', `a command was not done after ${timeoutMs} ms`);
}
