import { existsSync } from 'node:fs';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps packages from starting a Docker on this host while it lives: Vethlab runs a private engine of its own.
 * An existing policy is set aside and comes back on disposal, also one that a killed set-up left set aside.
 */
export async function forbidDockerServices(directory = '/usr/sbin'): Promise<AsyncDisposable> {
  const policy = join(directory, 'policy-rc.d');
  const setAside = join(directory, 'policy-rc.d.before-vethlab');
  if (existsSync(policy) && !existsSync(setAside) && !(await isGuard(policy))) await rename(policy, setAside);
  await writeFile(policy, guardScript(setAside));
  await chmod(policy, 0o755);
  return {
    async [Symbol.asyncDispose]() {
      if (existsSync(setAside)) await rename(setAside, policy);
      else await rm(policy, { force: true });
    },
  };
}

const MARK = "# Laid by Vethlab's set-up while it installs packages, and taken away afterwards.";

/** Answers "forbidden by policy" for Docker alone; for every other service it asks the policy that was there. */
function guardScript(setAside: string): string {
  return `#!/bin/sh
${MARK}
case "$1" in
  docker | docker.* | containerd | containerd.*) exit 101 ;;
esac
[ -x ${setAside} ] && exec ${setAside} "$@"
exit 0
`;
}

/** A set-up that was killed may have left the guard where there was no policy before. */
async function isGuard(policy: string): Promise<boolean> {
  return (await readFile(policy, 'utf8')).includes(MARK);
}
