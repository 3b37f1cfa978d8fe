import type { ContainerCreateOptions } from 'dockerode';
import type { SandboxLimits } from '../driver.ts';
import type { Isolation } from './isolation.ts';
import { seccompProfile } from './seccomp-profile.ts';

const MIB = 1024 * 1024;

/** On every container of ours, with the home of the engine's owner: several servers may share an engine. */
export const HOME_LABEL = 'vethlab.home';
/** The sandbox's id. */
export const SANDBOX_LABEL = 'vethlab.sandbox';

export interface SandboxContainer {
  readonly id: string;
  readonly home: string;
  readonly image: string;
  readonly limits: SandboxLimits;
  readonly isolation: Isolation;
}

/** What the engine is asked for to make one sandbox. */
export function containerOptions({ id, home, image, limits, isolation }: SandboxContainer): ContainerCreateOptions {
  return {
    name: containerName(id),
    Image: image,
    Hostname: 'host',
    Env: [`VETHLAB_DISK_MIB=${limits.diskMib}`],
    Labels: { [HOME_LABEL]: home, [SANDBOX_LABEL]: id },
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      ...limitsOf(limits),
      ...confinement(isolation),
      // PID 1's words while it boots; bounded, since root inside may write there too.
      LogConfig: { Type: 'json-file', Config: { 'max-size': '64k', 'max-file': '1' } },
      RestartPolicy: { Name: 'no' },
    },
  };
}

export function containerName(id: string): string {
  return `vethlab-${id}`;
}

function limitsOf(limits: SandboxLimits): ContainerCreateOptions['HostConfig'] {
  return {
    Memory: limits.memoryMib * MIB,
    // The same figure: no swap.
    MemorySwap: limits.memoryMib * MIB,
    NanoCpus: Math.round(limits.cpus * 1e9),
    PidsLimit: limits.pids,
    // Where the host itself runs short, a learner's processes wait for, and go before, the server's and the engine's.
    CpuShares: 512,
    OomScoreAdj: 200,
    Ulimits: [
      { Name: 'core', Soft: 0, Hard: 0 },
      // Both are counted per uid over all sandboxes, within the engine's own limit.
      { Name: 'sigpending', Soft: 2048, Hard: 2048 },
      { Name: 'msgqueue', Soft: 819_200, Hard: 819_200 },
    ],
  };
}

/** Root inside has every capability over its own namespaces, which are no part of the host's. */
function confinement(isolation: Isolation): ContainerCreateOptions['HostConfig'] {
  if (isolation.tier === 'privileged') return { Privileged: true };
  return {
    CapAdd: ['ALL'],
    SecurityOpt: [`seccomp=${seccompProfile()}`, 'apparmor=unconfined'],
    // Nested containers mount a /proc of their own, which the kernel allows where nothing of the outer one is hidden.
    MaskedPaths: [],
    ReadonlyPaths: [],
    ...(isolation.tier === 'runtime' && { Runtime: isolation.runtime }),
  };
}
