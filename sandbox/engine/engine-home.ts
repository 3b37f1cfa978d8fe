import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { SandboxError } from '../errors.ts';

/** The kernel's limit for a unix socket's path is 108 bytes with its end mark; `run/containerd.sock.ttrpc` is our longest. */
const LONGEST_HOME_BYTES = 107 - '/run/containerd.sock.ttrpc'.length;

/** Everything an engine keeps, derived from the one folder that it owns. */
export interface EngineHome {
  readonly home: string;
  readonly socket: string;
  readonly dockerdPidfile: string;
  readonly containerdPidfile: string;
  readonly containerdSocket: string;
  readonly dockerdConfig: string;
  readonly containerdConfig: string;
  readonly subordinateIds: string;
  readonly run: string;
  readonly logs: string;
  readonly startLock: string;
  /** The name of its cgroup in every hierarchy. */
  readonly cgroup: string;
}

export function engineHome(home: string): EngineHome {
  const fault = faultOf(home);
  if (fault !== undefined) throw new SandboxError('sandbox/engine-unreachable', `${home} cannot be an engine's home: ${fault}`);
  return {
    home,
    socket: join(home, 'engine.sock'),
    dockerdPidfile: join(home, 'run', 'dockerd.pid'),
    containerdPidfile: join(home, 'run', 'containerd.pid'),
    containerdSocket: join(home, 'run', 'containerd.sock'),
    dockerdConfig: join(home, 'dockerd.json'),
    containerdConfig: join(home, 'containerd.toml'),
    subordinateIds: join(home, 'subid'),
    run: join(home, 'run'),
    logs: join(home, 'log'),
    startLock: join(home, 'starting'),
    cgroup: `vethlab-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`,
  };
}

function faultOf(home: string): string | undefined {
  if (Buffer.byteLength(home) > LONGEST_HOME_BYTES) return `its path is longer than ${LONGEST_HOME_BYTES} bytes`;
  if (!/^\/[\w./-]+$/.test(home)) return 'its path has characters other than letters, digits, dots, dashes and slashes';
  // The engine has a /run of its own.
  if (/^\/run(\/|$)/.test(home)) return 'it lies below /run';
  return undefined;
}
