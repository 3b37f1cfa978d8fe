import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../sandbox/driver.ts';
import { openTestEngine, SMALL, type TestEngine } from '../../support/test-driver.ts';

const opened = new AsyncDisposableStack();
let engine: TestEngine;
let sandbox: Sandbox;

beforeAll(async () => {
  engine = opened.use(await openTestEngine());
  const driver = opened.use(engine.openDriver());
  sandbox = opened.use(await driver.create({ limits: SMALL, signal: new AbortController().signal }));
});

afterAll(() => opened.disposeAsync());

describe('root in a sandbox', () => {
  test('is nobody outside', async () => {
    const [container] = (await engine.containers()).filter(({ Labels }) => Labels['vethlab.sandbox'] === sandbox.id);
    const { State } = await engine.docker.getContainer(container?.Id ?? '').inspect();
    expect(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${State.Pid}/status`, 'utf8'))?.[1]).toBe('1000000');
  });

  test('sees its own processes only', async () => {
    expect((await bash('ps -eo args')).stdout).not.toMatch(/containerd-shim|vitest/);
  });

  test('has no way to the host, a neighbour or the internet', async () => {
    expect((await bash('ls /sys/class/net')).stdout.split('\n').filter(Boolean)).toEqual(['docker0', 'eth0', 'lo']);
    for (const address of ['8.8.8.8', '169.254.169.254', '10.0.0.1']) {
      expect((await bash(`ping -c 1 -W 1 ${address}`)).exitCode).not.toBe(0);
    }
    expect((await bash('ip netns exec client ls /sys/class/net')).stdout.split('\n').filter(Boolean)).toEqual(['eth0', 'lo']);
  });

  test('is told at once that the internet cannot be reached, and does not hang', async () => {
    const startedAt = performance.now();
    expect((await bash('curl -s --max-time 5 http://8.8.8.8/')).exitCode).toBe(7);
    expect((await bash('docker run --rm busybox wget -T 5 -qO- http://8.8.8.8/')).exitCode).not.toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test.each([
    ['changes a setting of the kernel', 'echo 1 > /proc/sys/kernel/panic'],
    ['changes the limits of keys', 'echo 1 > /proc/sys/kernel/keys/maxkeys'],
    ['reboots by sysrq', 'echo b > /proc/sysrq-trigger'],
    ['sets the clock', 'date -s 2000-01-01'],
    ['makes a device', 'mknod /tmp/disk b 254 0 && head -c 1 /tmp/disk'],
    ['mounts a file system of the host', 'mount -t ext4 /dev/vda /mnt'],
    ['reads the kernel log', 'dmesg'],
    [
      'loads a module',
      'python3 -c "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True); exit(libc.syscall(175, 0, 0, b\\"\\") and 1)"',
    ],
    ['raises its own limits', 'cat /sys/fs/cgroup/pids/pids.max && echo max > /sys/fs/cgroup/pids/pids.max'],
    ['finds a root above its own', 'test -e /vethlab/root/etc || ls /mnt/var/lib'],
  ])('never %s', async (_, command) => {
    expect((await bash(command)).exitCode).not.toBe(0);
  });

  test.each([
    ['session keys', 250],
    ['inotify', 253],
    ['io_uring', 425],
    ['bpf', 321],
    ['userfaultfd', 323],
  ])('finds a kernel without %s', async (_, number) => {
    // 38 is ENOSYS. The numbers are those of amd64.
    const script = `import ctypes; libc = ctypes.CDLL(None, use_errno=True); libc.syscall(${number}, 0, 0, 0, 0, 0); exit(ctypes.get_errno())`;
    const { exitCode } = await sandbox.exec(['python3', '-c', script]);
    expect(exitCode).toBe(38);
  });

  test.each([
    ['counts as the first to go when the host runs out of memory', 'cat /proc/1/oom_score_adj', '200'],
    [
      'has no swap, and the processes it was given',
      'cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max 2> /dev/null',
      '512',
    ],
  ])('%s', async (_, command, value) => {
    expect((await bash(command)).stdout.trim()).toBe(value);
  });

  test('may do in it what a Docker host does', async () => {
    const { stdout, exitCode } = await bash(`
      set -e
      ip netns add blue
      ip netns exec blue ip link set lo up
      ip link add demo type bridge
      ip link delete demo
      docker run -d --name web -p 8080:80 nginx > /dev/null
      docker exec web ifconfig eth0 | grep -o 'inet [0-9.]*'
      ip netns exec client curl -s http://192.168.0.10:8080/ | grep -o '<title>.*</title>'
      ip netns exec client ip route show default
    `);
    expect(stdout).toBe('inet 172.17.0.2\n<title>Welcome to nginx!</title>\ndefault via 192.168.0.10 dev eth0 \n');
    expect(exitCode).toBe(0);
  });
});

function bash(command: string) {
  return sandbox.exec(['bash', '-c', command], { timeoutMs: 20_000 });
}
