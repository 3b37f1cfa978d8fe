import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../sandbox/driver.ts';
import { openTestEngine, SMALL } from '../../support/test-driver.ts';

const opened = new AsyncDisposableStack();
let abused: Sandbox;
let neighbour: Sandbox;

beforeAll(async () => {
  const engine = opened.use(await openTestEngine());
  const driver = opened.use(engine.openDriver());
  const create = () => driver.create({ limits: SMALL, signal: new AbortController().signal });
  [abused, neighbour] = await Promise.all([create(), create()]);
});

afterAll(() => opened.disposeAsync());

describe('a learner who', () => {
  test('fills the disk stops at the limit, and goes on after making room', async () => {
    const filled = await bash(abused, 'dd if=/dev/zero of=/root/full bs=1M count=400 2>&1');
    expect(filled.exitCode).toBe(1);
    expect(filled.stdout).toContain('No space left on device');
    const { stdout } = await bash(abused, 'stat -c %s /root/full');
    expect(Number(stdout)).toBeLessThanOrEqual(SMALL.diskMib * 2 ** 20);
    expect((await runContainer(abused)).exitCode).not.toBe(0);
    await bash(abused, 'rm /root/full');
    expect(await runContainer(abused)).toMatchObject({ exitCode: 0 });
  });

  test('fills the disk from a nested container stops at the same limit', async () => {
    const filled = await bash(abused, 'docker run --rm busybox dd if=/dev/zero of=/full bs=1M count=400 2>&1');
    expect(filled.exitCode).not.toBe(0);
    expect(filled.stdout).toContain('No space left on device');
  });

  test('drops a fork bomb meets the limit of processes, and nobody else does', async () => {
    // Bounded in time, so that the machine is of use to the tests that follow.
    await bash(abused, 'timeout -s KILL 2 bash -c "b() { b | b & }; b; sleep 5"; pkill -KILL -x bash; true');
    expect(await runContainer(neighbour)).toMatchObject({ exitCode: 0 });
    await expect.poll(() => runContainer(abused), { timeout: 20_000 }).toMatchObject({ exitCode: 0 });
  });

  test('uses up memory loses the greedy program, and keeps the machine', async () => {
    const greedy = await bash(abused, 'python3 -c "x = bytearray(2_000_000_000)"');
    expect(greedy.exitCode).toBe(137);
    await expect.poll(() => runContainer(abused), { timeout: 20_000 }).toMatchObject({ exitCode: 0 });
  });

  test('kills dockerd brings it back with one command', async () => {
    await bash(abused, 'docker run -d --name web -p 8080:80 nginx; kill -9 $(cat /run/docker.pid)');
    await expect.poll(() => bash(abused, 'docker ps')).toMatchObject({ exitCode: 1 });
    expect((await bash(neighbour, 'docker ps')).exitCode).toBe(0);
    expect(await bash(abused, 'service docker start; docker start web; curl -sf 192.168.0.10:8080')).toMatchObject({
      exitCode: 0,
    });
  });

  test('restarts the service finds containers and images as they were', async () => {
    expect(await bash(abused, 'systemctl restart docker && docker start web && docker run --rm busybox true')).toMatchObject({
      exitCode: 0,
    });
    expect((await bash(abused, 'docker images --format "{{.Repository}}" | sort')).stdout).toBe(
      'busybox\nnginx\nnode-exporter\n',
    );
  });

  test('flushes iptables and deletes docker0 does so to this machine alone', async () => {
    await bash(abused, 'iptables -F; iptables -t nat -F; ip link delete docker0');
    expect((await bash(neighbour, 'iptables -S FORWARD')).stdout).toContain('-j DOCKER-USER');
    expect((await bash(neighbour, 'ip link show docker0')).exitCode).toBe(0);
  });
});

function bash(sandbox: Sandbox, command: string) {
  return sandbox.exec(['bash', '-c', command], { timeoutMs: 30_000 });
}

function runContainer(sandbox: Sandbox) {
  return bash(sandbox, 'docker run --rm busybox true');
}
