import { spawn } from 'node:child_process';

interface LoggedOptions {
  readonly signal?: AbortSignal;
  write?(text: string): void;
}

/** How much of a failed command's output goes into the error. */
const TAIL_CHARACTERS = 2000;

/** A command of the build ended badly. The message ends with the last of what it said. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

/** Runs argv to its end and passes its output on. Aborting ends the whole group of processes. */
export async function runLogged(argv: readonly [string, ...string[]], { signal, write }: LoggedOptions): Promise<void> {
  signal?.throwIfAborted();
  const [program, ...rest] = argv;
  const child = spawn(program, rest, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let tail = '';
  const take = (text: string) => {
    tail = (tail + text).slice(-TAIL_CHARACTERS);
    write?.(text);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const end = () => child.pid !== undefined && endGroup(child.pid);
  signal?.addEventListener('abort', end);
  try {
    const status = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, killedBy) => resolve(killedBy ?? String(code)));
    });
    signal?.throwIfAborted();
    if (status !== '0') throw new BuildError(`${program} ended with ${status}: ${tail.trim()}`);
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
