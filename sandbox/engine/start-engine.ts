import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SandboxError } from '../errors.ts';
import { answers, connectEngine, type Engine } from './connect-engine.ts';
import { type EngineHome, engineHome } from './engine-home.ts';
import { containerdPid, dockerdPid, until } from './engine-processes.ts';
import { containerdConfig, dockerdConfig, subordinateIds } from './engine-settings.ts';
import { withFileLock } from './file-lock.ts';
import { raiseHostLimits } from './host-limits.ts';
import { killRemains } from './kill-remains.ts';

/** A busy machine takes some seconds; after this it is not going to come. */
const START_TIMEOUT_MS = 30_000;
/** Longer than another process's start or stop may take. */
const LOCK_WAIT_MS = 60_000;
const LOG_TAIL_CHARACTERS = 1500;

/**
 * The private engine of this home, running: adopted when it runs already, started when not. It goes on when this
 * process ends. After a crash of its dockerd alone, the machines it held are still there.
 * Rejects with `sandbox/engine-unreachable`.
 */
export async function startEngine(home: string): Promise<Engine> {
  const engine = engineHome(home);
  if (!(await isAnswering(engine))) await startOnce(engine);
  return connectEngine(addressOf(engine), { isLocal: true });
}

/** Connects to the private engine of this home; `undefined` when it does not run. */
export async function runningEngine(home: string): Promise<Engine | undefined> {
  const engine = engineHome(home);
  return (await isAnswering(engine)) ? connectEngine(addressOf(engine), { isLocal: true }) : undefined;
}

async function isAnswering(engine: EngineHome): Promise<boolean> {
  return dockerdPid(engine) !== undefined && (await answers(addressOf(engine)));
}

async function startOnce(engine: EngineHome): Promise<void> {
  await mkdir(engine.home, { recursive: true });
  await withFileLock(engine.startLock, LOCK_WAIT_MS, () => start(engine));
}

async function start(engine: EngineHome): Promise<void> {
  if (dockerdPid(engine) !== undefined && (await until(() => isAnswering(engine), START_TIMEOUT_MS))) return;
  const isReviving = containerdPid(engine) !== undefined && dockerdPid(engine) === undefined;
  if (!isReviving) await killRemains(engine);
  try {
    raiseHostLimits();
    await layOut(engine);
    const launched = launch(engine);
    const hasStarted = await until(() => launched.hasEnded() || isAnswering(engine), START_TIMEOUT_MS);
    if (!hasStarted || launched.hasEnded()) throw new Error(lastWords(engine));
  } catch (cause) {
    if (!isReviving) await killRemains(engine);
    throw new SandboxError('sandbox/engine-unreachable', `the private engine in ${engine.home} did not start`, { cause });
  }
}

async function layOut(engine: EngineHome): Promise<void> {
  await mkdir(engine.home, { recursive: true });
  // Root inside a sandbox is another uid out here, and its files lie below.
  await chmod(engine.home, (await stat(engine.home)).mode | 0o011);
  await mkdir(engine.run, { recursive: true, mode: 0o711 });
  await mkdir(engine.logs, { recursive: true, mode: 0o700 });
  await writeFile(engine.subordinateIds, subordinateIds());
  await writeFile(engine.dockerdConfig, dockerdConfig(engine));
  await writeFile(engine.containerdConfig, containerdConfig(engine));
  await rm(engine.dockerdPidfile, { force: true });
}

/** In a session and a mount namespace of its own; `slave` lets disks that the host mounts later appear in it. */
function launch(engine: EngineHome): { hasEnded(): boolean } {
  const script = join(import.meta.dirname, 'run-engine.sh');
  const log = openSync(join(engine.logs, 'start.log'), 'w', 0o600);
  const living = containerdPid(engine);
  const namespace =
    living === undefined ? ['unshare', '--mount', '--propagation', 'slave'] : ['nsenter', `--mount=/proc/${living}/ns/mnt`];
  // Nothing of the starter's environment: a proxy or a DOCKER_… of its own is not the engine's.
  const argv = ['-i', ...namespace, '/bin/sh', script, engine.home, engine.cgroup];
  const child = spawn('/usr/bin/env', argv, { cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  child.unref();
  return { hasEnded: () => ended };
}

function lastWords(engine: EngineHome): string {
  const logs = ['start.log', 'containerd.log', 'dockerd.log'].map((name) => {
    try {
      return readFileSync(join(engine.logs, name), 'utf8').slice(-LOG_TAIL_CHARACTERS);
    } catch {
      return '';
    }
  });
  return logs.filter(Boolean).join('\n').trim() || 'it said nothing';
}

function addressOf(engine: EngineHome): string {
  return `unix://${engine.socket}`;
}
