import type { Engine } from '../engine/connect-engine.ts';
import { SandboxError } from '../errors.ts';

/** How sandboxes are kept apart from the host and from each other. */
export type Isolation =
  /** By user namespaces: root inside is nobody outside. */
  | { readonly tier: 'userns' }
  /** By a runtime that the operator has installed, such as `sysbox-runc` or `kata`. */
  | { readonly tier: 'runtime'; readonly runtime: string }
  /** Not at all. Only by explicit setting, for an engine that offers nothing better. */
  | { readonly tier: 'privileged' };

/** Runtimes that are ordinary containers, under whatever path or name of containerd's. */
const SHARES_THE_HOST = /(^|[./])(runc|crun|youki|linux)\b/;

/** The isolation asked for, if this engine can give it. Rejects what would let learners out. */
export function checkIsolation(engine: Engine, wanted: Isolation): Isolation {
  if (wanted.tier === 'userns' && !engine.hasUserNamespaces) {
    throw new SandboxError(
      'sandbox/engine-unreachable',
      `${engine.address} runs without user namespaces (dockerd --userns-remap)`,
    );
  }
  if (wanted.tier === 'runtime' && !engine.runtimes.includes(wanted.runtime)) {
    throw new SandboxError('sandbox/engine-unreachable', `${engine.address} has no runtime called ${wanted.runtime}`);
  }
  if (wanted.tier === 'runtime' && SHARES_THE_HOST.test(wanted.runtime) && !engine.hasUserNamespaces) {
    throw new SandboxError(
      'sandbox/engine-unreachable',
      `${wanted.runtime} keeps nobody apart on an engine without user namespaces`,
    );
  }
  return wanted;
}

/** One word for logs and for the start-up line. */
export function isolationName(isolation: Isolation): string {
  return isolation.tier === 'runtime' ? isolation.runtime : isolation.tier;
}
