import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { OpenTerminalOptions } from '../../../sandbox/driver.ts';
import { connectBelow } from '../../../sandbox/terminal/connect-to-holder.ts';
import { TerminalHolder } from '../../../sandbox/terminal/terminal-holder.ts';
import { ShellView } from './shell-view.ts';

const BUILD = fileURLToPath(new URL('../../../sandbox/image/init/build.sh', import.meta.url));
/** For the hooks that start one. */
export const HOLDER_START_MS = 60_000;
const PROMPT = 'ready> ';
/** A quiet shell of its own, whatever is set up on this machine. */
const SHELL = `#!/bin/sh
export MACHINE="$1" PS1='${PROMPT}' HISTFILE=/dev/null
cd "$(dirname "$0")"
exec /bin/bash --norc --noprofile --noediting -i
`;

/** The holder as it runs in a sandbox, compiled from its sources, serving real shells of this machine in a folder of its own. */
export class HolderProcess implements AsyncDisposable {
  readonly folder: string;
  readonly socketPath: string;
  readonly binary: string;
  readonly holder: TerminalHolder;
  readonly exited: Promise<unknown>;
  readonly pid: number;

  /** Compiles it, some seconds on a busy machine: see `HOLDER_START_MS`. */
  static async start(): Promise<HolderProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'vethlab-holder-'));
    const binary = join(folder, 'init');
    await promisify(execFile)(BUILD, [binary]);
    return HolderProcess.#serve(folder, binary);
  }

  /** One more of the same, which must end before this one. */
  async startAnother(): Promise<HolderProcess> {
    return HolderProcess.#serve(await mkdtemp(join(tmpdir(), 'vethlab-holder-')), this.binary);
  }

  static async #serve(folder: string, binary: string): Promise<HolderProcess> {
    await writeFile(join(folder, 'shell'), SHELL);
    await chmod(join(folder, 'shell'), 0o755);
    const child = spawn(binary, ['serve', join(folder, 'terminals.sock'), join(folder, 'shell')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return new HolderProcess({ folder, binary, pid: child.pid ?? 0, exited: once(child, 'exit') });
  }

  private constructor({ folder, binary, pid, exited }: Pick<HolderProcess, 'folder' | 'binary' | 'pid' | 'exited'>) {
    this.folder = folder;
    this.socketPath = join(folder, 'terminals.sock');
    this.binary = binary;
    this.exited = exited;
    this.pid = pid;
    this.holder = new TerminalHolder(async () => {
      await using directory = await open(folder);
      return await connectBelow(directory, ['terminals.sock']);
    });
  }

  /** Attaches, and waits for the prompt of a shell that is new. */
  async open(id: string, options: Partial<OpenTerminalOptions> = {}): Promise<ShellView> {
    const view = await this.attach(id, options);
    await view.until(PROMPT);
    return view;
  }

  async attach(id: string, options: Partial<OpenTerminalOptions> = {}): Promise<ShellView> {
    return new ShellView(await this.holder.open({ id, machine: 'host', size: { cols: 80, rows: 24 }, ...options }));
  }

  /** Sends bytes as they are and answers what comes back until the holder hangs up. */
  async exchange(bytes: Uint8Array): Promise<Buffer> {
    const socket = connect(this.socketPath);
    const answer: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => answer.push(chunk));
    const closed = Promise.withResolvers<void>();
    socket.on('close', () => closed.resolve());
    // A holder that hangs up before it has read everything resets the connection, after its answer.
    socket.on('error', () => undefined);
    socket.end(bytes);
    await closed.promise;
    return Buffer.concat(answer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.kill(this.pid, 'SIGTERM');
    await this.exited;
    await rm(this.folder, { recursive: true });
  }
}
