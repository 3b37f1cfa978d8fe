import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, PROJECT_DIRECTORY } from '../../scripts/bootstrap/project.js';

/** The whole product as `npm start` runs it, in a home of its own under /var/lib, on a port that the kernel picks. */
export interface LiveHome extends AsyncDisposable {
  readonly home: string;
  /** Starts the server; a second one in the same home adopts what the first has left. */
  start(settings?: Readonly<Record<string, string>>): Promise<LiveServer>;
}

/** One server process. Disposal ends it as Ctrl-C does; its sandboxes live on until the home is disposed. */
export interface LiveServer extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** `kill -9`, as a crash would. Resolves when the process is gone. */
  crash(): Promise<void>;
}

/** Disposal takes down server, sandboxes and engine, and removes the home. */
export function openHome(): LiveHome {
  // Not under /tmp: that may be a tmpfs, on which the engine's overlay storage does not work.
  const home = mkdtempSync('/var/lib/vethlab-live-');
  return {
    home,
    start: (settings = {}) => startServer(home, settings),
    async [Symbol.asyncDispose]() {
      await vethlab(home, 'down');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function startServer(home: string, settings: Readonly<Record<string, string>>): Promise<LiveServer> {
  const child = spawn(PINNED_NODE, [join(PROJECT_DIRECTORY, 'server', 'main.ts')], {
    cwd: PROJECT_DIRECTORY,
    env: { ...process.env, NODE_ENV: 'production', VETHLAB_HOME: home, VETHLAB_PORT: '0', ...cacheSetting(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(home, 'live-server.log'), { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = once(child, 'exit').finally(() => log.end());
  const url = await Promise.race([printedUrl(child), exited.then(() => undefined)]);
  if (url === undefined) throw new Error(`the server ended before it listened:\n${readFileSync(log.path, 'utf8')}`);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    url,
    pid: child.pid ?? Number.NaN,
    crash: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

/** The sandbox image is built once by set-up; every home takes it from there. */
function cacheSetting(): Record<string, string> {
  return { VETHLAB_CACHE: process.env.VETHLAB_CACHE ?? '/var/lib/vethlab/cache' };
}

/** Listens beside the log; ending a reader of its own would stop the log as well. */
function printedUrl({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let printed = '';
    const look = (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const url = /https?:\/\/[^\s"]+(?=[\s"])/.exec(printed)?.[0];
      if (url === undefined) return;
      stdout?.off('data', look);
      resolve(new URL(url).origin);
    };
    stdout?.on('data', look);
  });
}

async function vethlab(home: string, ...args: string[]): Promise<void> {
  const child = spawn(PINNED_NODE, [join(PROJECT_DIRECTORY, 'server', 'cli', 'main.ts'), ...args], {
    env: { ...process.env, VETHLAB_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`vethlab ${args.join(' ')} ended with ${code}`);
}
