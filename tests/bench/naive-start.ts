import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { spawn as spawnTerminal } from '@lydell/node-pty';
import type { SandboxLimits } from '../../sandbox/driver.ts';
import { imageFiles } from '../../sandbox/image/build-image.ts';

const run = promisify(execFile);
const POLL_MS = 50;
const NAME = 'naive';

export interface NaiveSetting {
  /** `unix://…` of an engine that has the sandbox image. */
  readonly engine: string;
  readonly image: string;
  readonly cache: string;
  readonly limits: SandboxLimits;
}

export interface NaiveStart {
  readonly runMs: number;
  readonly dockerMs: number;
  readonly imagesMs: number;
  readonly promptMs: number;
}

/**
 * What one would do without Vethlab, with the same image and limits: `docker run` with a plain dockerd in it, ask `docker
 * version` until it answers, `docker load` the lesson's images, `docker exec` a shell. Each time is since the start.
 */
export async function startNaively({ engine, image, cache, limits }: NaiveSetting): Promise<NaiveStart> {
  const docker = (...args: string[]) => run('docker', ['-H', engine, ...args]);
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  await docker('run', '-d', '--name', NAME, ...runOptions(limits), image, 'dockerd', '--rootless');
  try {
    const runMs = elapsed();
    while (!(await docker('exec', NAME, 'docker', 'version').then(succeeded, failed))) await delay(POLL_MS);
    const dockerMs = elapsed();
    const { archives } = imageFiles(cache);
    for (const archive of await readdir(archives)) await load(engine, join(archives, archive));
    const imagesMs = elapsed();
    await firstPrompt(engine);
    return { runMs, dockerMs, imagesMs, promptMs: elapsed() };
  } finally {
    await docker('rm', '-f', '-v', NAME);
  }
}

function runOptions({ memoryMib, diskMib, cpus, pids }: SandboxLimits): string[] {
  const limits = [`--memory=${memoryMib}m`, `--memory-swap=${memoryMib}m`, `--cpus=${cpus}`, `--pids-limit=${pids}`];
  const confinement = ['seccomp=unconfined', 'apparmor=unconfined', 'systempaths=unconfined'];
  const places = ['--tmpfs=/run:exec', `--tmpfs=/var/lib/docker:exec,size=${diskMib}m`];
  return ['--network=none', '--cap-add=ALL', ...confinement.map((word) => `--security-opt=${word}`), ...limits, ...places];
}

async function load(engine: string, archive: string): Promise<void> {
  const loading = run('docker', ['-H', engine, 'exec', '-i', NAME, 'docker', 'load', '-q']);
  if (loading.child.stdin === null) throw new Error('docker load takes no input');
  createReadStream(archive).pipe(loading.child.stdin);
  await loading;
}

function firstPrompt(engine: string): Promise<void> {
  const shell = spawnTerminal('docker', ['-H', engine, 'exec', '-it', NAME, 'bash', '-l'], { cols: 80, rows: 24 });
  return new Promise((resolve, reject) => {
    let shown = '';
    shell.onExit(({ exitCode }) => reject(new Error(`the shell ended with ${exitCode}: ${shown}`)));
    shell.onData((text) => {
      shown += text;
      if (!/[#$] /.test(shown)) return;
      shell.kill();
      resolve();
    });
  });
}

const succeeded = () => true;
const failed = () => false;
