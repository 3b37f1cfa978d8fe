import { existsSync, readFileSync, statfsSync } from 'node:fs';

const REQUIRED_CONTROLLERS = ['cpu', 'memory', 'pids'] as const;

/** What a host needs to run the private engine, beyond root and disk. Codes are stable; wording is the caller's. */
export type HostFactCode = 'daemons' | 'overlay' | 'user-namespaces' | 'bridge-netfilter' | 'cgroups' | 'storage';

export interface HostFact {
  readonly code: HostFactCode;
  readonly isPresent: boolean;
  /** What was looked at or is missing, the same in every language. */
  readonly detail: string;
}

/** Looks at this host. `home` is where the engine keeps its data, or will. */
export function hostFacts(home: string): HostFact[] {
  return [daemons(), overlay(), userNamespaces(), bridgeNetfilter(), cgroups(), storage(home)];
}

function daemons(): HostFact {
  const directories = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  const missing = ['dockerd', 'containerd', 'runc'].filter(
    (name) => !directories.some((folder) => existsSync(`${folder}/${name}`)),
  );
  return fact('daemons', missing.length === 0, missing.join(', ') || 'dockerd, containerd, runc');
}

function overlay(): HostFact {
  // A module may be loaded when it is first used; the kernel then lists it.
  const isKnown = /\boverlay$/m.test(read('/proc/filesystems')) || hasModule('overlay');
  return fact('overlay', isKnown, 'overlayfs');
}

function userNamespaces(): HostFact {
  const most = Number(read('/proc/sys/user/max_user_namespaces'));
  return fact('user-namespaces', existsSync('/proc/self/ns/user') && most > 0, `user.max_user_namespaces=${most}`);
}

/** Without it, packets between containers of one bridge pass iptables by. */
function bridgeNetfilter(): HostFact {
  return fact('bridge-netfilter', existsSync('/proc/sys/net/bridge') || hasModule('br_netfilter'), 'br_netfilter');
}

function cgroups(): HostFact {
  const unified = read('/sys/fs/cgroup/cgroup.controllers').trim().split(' ');
  const isThere = (name: string) => unified.includes(name) || existsSync(`/sys/fs/cgroup/${name}`);
  const missing = REQUIRED_CONTROLLERS.filter((name) => !isThere(name));
  const version = existsSync('/sys/fs/cgroup/cgroup.controllers') ? 'v2' : 'v1';
  return fact('cgroups', missing.length === 0, missing.length === 0 ? `cgroup ${version}` : missing.join(', '));
}

/** overlay2 cannot keep its upper layers on another overlay or on a network file system. */
function storage(home: string): HostFact {
  const OVERLAYFS = 0x794c7630;
  const NFS = 0x6969;
  const folder = nearestFolder(home);
  const { type } = statfsSync(folder);
  return fact('storage', type !== OVERLAYFS && type !== NFS, folder);
}

function nearestFolder(path: string): string {
  return existsSync(path) || path === '/' ? path : nearestFolder(path.slice(0, path.lastIndexOf('/')) || '/');
}

function hasModule(name: string): boolean {
  const release = read('/proc/sys/kernel/osrelease').trim();
  const lists = [`/lib/modules/${release}/modules.builtin`, `/lib/modules/${release}/modules.dep`];
  return lists.some((list) => read(list).includes(`/${name}.ko`));
}

function fact(code: HostFactCode, isPresent: boolean, detail: string): HostFact {
  return { code, isPresent, detail };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
