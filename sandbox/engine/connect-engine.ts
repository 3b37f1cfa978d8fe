import Docker from 'dockerode';
import { SandboxError } from '../errors.ts';

/** A reachable Docker daemon. */
export interface Engine {
  readonly docker: Docker;
  /** Where it listens: `unix:///path` or `tcp://host:port`. */
  readonly address: string;
  /** True when its processes are visible from here, so that pids it names are ours. */
  readonly isLocal: boolean;
  readonly version: string;
  /** True for `--userns-remap`. A rootless daemon is none: all its containers share one user namespace. */
  readonly hasUserNamespaces: boolean;
  readonly runtimes: readonly string[];
}

/** Connects to a daemon and asks what it offers. Rejects with `sandbox/engine-unreachable`. */
export async function connectEngine(address: string, options: { readonly isLocal: boolean }): Promise<Engine> {
  const docker = new Docker(socketOptions(address));
  try {
    const info = (await docker.info()) as EngineAnswer;
    return {
      docker,
      address,
      isLocal: options.isLocal,
      version: info.ServerVersion,
      hasUserNamespaces: (info.SecurityOptions ?? []).some((option) => /^name=userns/.test(option)),
      runtimes: Object.keys(info.Runtimes ?? {}),
    };
  } catch (cause) {
    throw new SandboxError('sandbox/engine-unreachable', `no Docker daemon answers at ${address}`, { cause });
  }
}

/** True when a daemon answers there within a second. */
export async function answers(address: string): Promise<boolean> {
  try {
    await new Docker({ ...socketOptions(address), timeout: 1000 }).ping();
    return true;
  } catch {
    return false;
  }
}

interface EngineAnswer {
  readonly ServerVersion: string;
  readonly SecurityOptions?: readonly string[];
  readonly Runtimes?: Readonly<Record<string, unknown>>;
}

function socketOptions(address: string): Docker.DockerOptions {
  const url = new URL(address);
  if (url.protocol === 'unix:') return { socketPath: decodeURIComponent(url.pathname) };
  if (url.protocol === 'tcp:') return { protocol: 'http', host: url.hostname, port: Number(url.port || 2375) };
  throw new SandboxError('sandbox/engine-unreachable', `${address} is neither unix:// nor tcp://`);
}
