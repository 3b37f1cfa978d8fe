import { join } from 'node:path';
import type { EngineHome } from './engine-home.ts';

/** An account that every Linux has and nobody logs in to; dockerd wants a name to look its uid range up by. */
const REMAP_USER = 'daemon';
const FIRST_UID = 1_000_000;
const UID_COUNT = 65_536;

export function subordinateIds(): string {
  return `${REMAP_USER}:${FIRST_UID}:${UID_COUNT}\n`;
}

export function dockerdConfig(engine: EngineHome): string {
  return JSON.stringify({
    'data-root': join(engine.home, 'data'),
    'exec-root': join(engine.run, 'docker'),
    pidfile: engine.dockerdPidfile,
    hosts: [`unix://${engine.socket}`],
    group: 'root',
    containerd: engine.containerdSocket,
    'userns-remap': REMAP_USER,
    // Nothing of the host's network is touched: sandboxes have no way out.
    bridge: 'none',
    iptables: false,
    'ip-forward': false,
    'ip-masq': false,
    'userland-proxy': false,
    'cgroup-parent': `/${engine.cgroup}`,
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'storage-driver': 'overlay2',
    // Machines and shells survive a dockerd that dies.
    'live-restore': true,
    'log-driver': 'json-file',
    'log-opts': { 'max-size': '64k', 'max-file': '1' },
    'shutdown-timeout': 5,
    'log-level': 'warn',
  });
}

/**
 * The containerd that dockerd brings along wakes all the time (3.6 % of a core, idle). This one sleeps: no plugin that
 * polls, and a collector that waits long after its work. dockerd needs one snapshotter to exist and uses none.
 */
export function containerdConfig(engine: EngineHome): string {
  const idle = [
    'grpc.v1.cri',
    'internal.v1.opt',
    'internal.v1.restart',
    'internal.v1.tracing',
    'tracing.processor.v1.otlp',
    'monitor.v1.cgroups',
    ...['aufs', 'btrfs', 'devmapper', 'overlayfs', 'zfs'].map((name) => `snapshotter.v1.${name}`),
  ].map((name) => `"io.containerd.${name}"`);
  return `version = 2
root = "${join(engine.home, 'containerd')}"
state = "${join(engine.run, 'containerd')}"
disabled_plugins = [${idle.join(', ')}]

[grpc]
  address = "${engine.containerdSocket}"

[debug]
  level = "warn"

[plugins."io.containerd.gc.v1.scheduler"]
  # Looks again after the time it took last (0.1 ms) divided by this.
  pause_threshold = 0.0000001
  deletion_threshold = 50
`;
}
