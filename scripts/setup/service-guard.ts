import { existsSync } from 'node:fs';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';

const POLICY = '/usr/sbin/policy-rc.d';
const SET_ASIDE = '/usr/sbin/policy-rc.d.before-vethlab';

/** Answers "forbidden by policy" for Docker alone; for every other service it asks the policy that was there. */
const GUARD_SCRIPT = `#!/bin/sh
# Laid by Vethlab's set-up while it installs packages, and taken away afterwards.
case "$1" in
  docker | docker.* | containerd | containerd.*) exit 101 ;;
esac
[ -x ${SET_ASIDE} ] && exec ${SET_ASIDE} "$@"
exit 0
`;

/**
 * Keeps packages from starting a Docker on this host while it lives: Vethlab runs a private engine of its own.
 * An existing policy is set aside and comes back on disposal, also one that a killed set-up left set aside.
 */
export async function forbidDockerServices(): Promise<AsyncDisposable> {
  if (existsSync(POLICY) && !existsSync(SET_ASIDE)) await rename(POLICY, SET_ASIDE);
  await writeFile(POLICY, GUARD_SCRIPT);
  await chmod(POLICY, 0o755);
  return { [Symbol.asyncDispose]: restorePolicy };
}

async function restorePolicy(): Promise<void> {
  if (existsSync(SET_ASIDE)) await rename(SET_ASIDE, POLICY);
  else await rm(POLICY, { force: true });
}
