import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openDockerDriver } from '../../../sandbox/docker/open-docker-driver.ts';
import type { Sandbox, SandboxDriver } from '../../../sandbox/driver.ts';
import { cgroupFolders } from '../../../sandbox/engine/engine-cgroups.ts';
import { engineHome } from '../../../sandbox/engine/engine-home.ts';
import { containerdPid, dockerdPid } from '../../../sandbox/engine/engine-processes.ts';
import { areKeyLimitsRaised } from '../../../sandbox/engine/host-limits.ts';
import { reviveEngine } from '../../../sandbox/engine/revive-engine.ts';
import { runningEngine, startEngine } from '../../../sandbox/engine/start-engine.ts';
import { stopEngine } from '../../../sandbox/engine/stop-engine.ts';
import { SMALL } from '../../support/test-driver.ts';

let home: string;

describe('the private engine', () => {
  beforeEach(makeHome);
  afterEach(removeHome);

  test('starts once, however many ask for it', async () => {
    const engines = await Promise.all([startEngine(home), startEngine(home), startEngine(home)]);
    expect(new Set(engines.map(({ address }) => address))).toEqual(new Set([`unix://${home}/engine.sock`]));
    expect(processesOf(home)).toHaveLength(2);
    expect(engines[0]).toMatchObject({ isLocal: true, hasUserNamespaces: true });
  });

  test('goes on when the process that started it is gone', async () => {
    const start = new URL('../../../sandbox/engine/start-engine.ts', import.meta.url);
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `await (await import('${start}')).startEngine('${home}')`,
    ]);
    await once(child, 'exit');
    expect(await runningEngine(home)).toBeDefined();
  });

  test('leaves the network, the mounts and the Docker of the host alone', async () => {
    const before = hostState();
    await startEngine(home);
    expect(hostState()).toEqual(before);
  });

  test('makes room for the keys of many containers', async () => {
    await startEngine(home);
    expect(areKeyLimitsRaised()).toBe(true);
  });

  test('stays stopped when it was stopped, whatever a server that still runs wants', async () => {
    await startEngine(home);
    await stopEngine(home);
    await reviveEngine(home);
    expect(processesOf(home)).toEqual([]);
  });

  test.each(['/run/vethlab', `/var/lib/${'long'.repeat(30)}`, '/var/lib/a "quoted" name'])(
    'refuses %s for a home',
    async (path) => {
      await expect(startEngine(path)).rejects.toMatchObject({ code: 'sandbox/engine-unreachable' });
    },
  );
});

describe('an engine with a machine', () => {
  const opened = new AsyncDisposableStack();
  let before: ReturnType<typeof hostState>;
  let driver: SandboxDriver;
  let sandbox: Sandbox;

  beforeAll(async () => {
    before = hostState();
    makeHome();
    driver = opened.use(await openDockerDriver({ home, cache: inject('engine').cache }));
    sandbox = await create();
  });

  afterAll(async () => {
    await opened.disposeAsync();
    await removeHome();
  });

  test('comes back by itself after its dockerd was killed, with the machine as it was', async () => {
    await sandbox.exec(['touch', '/root/kept']);
    const killed = dockerdPid(engineHome(home)) ?? 0;
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => runningEngine(home), { timeout: 20_000 }).toBeDefined();
    expect(dockerdPid(engineHome(home))).not.toBe(killed);
    expect(await sandbox.exec(['ls', '/root'])).toMatchObject({ stdout: 'kept\n' });
  });

  test('comes back after both daemons were killed, and says that the machine is gone', async () => {
    for (const pid of [dockerdPid(engineHome(home)), containerdPid(engineHome(home))]) process.kill(pid ?? 0, 'SIGKILL');
    await sandbox.gone;
    await expect.poll(() => runningEngine(home), { timeout: 20_000 }).toBeDefined();
    sandbox = await create();
  });

  test('leaves no process, mount, cgroup or interface behind when it is stopped', async () => {
    await sandbox.observe();
    expect(await stopEngine(home)).toMatchObject({ wasRunning: true });
    await sandbox.gone;
    expect(processesOf(home)).toEqual([]);
    expect(await cgroupFolders(engineHome(home).cgroup)).toEqual([]);
    expect(hostState()).toEqual(before);
    expect(await stopEngine(home)).toEqual({ wasRunning: false, containers: 0 });
  });

  function create(): Promise<Sandbox> {
    return driver.create({ limits: SMALL, signal: new AbortController().signal });
  }
});

function makeHome(): void {
  home = mkdtempSync('/var/lib/vethlab-test-');
}

async function removeHome(): Promise<void> {
  await stopEngine(home);
  rmSync(home, { recursive: true, force: true });
}

/** The pids of the daemons that were started for this home. */
function processesOf(folder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => existsSync(`/proc/${pid}`) && commandLine(pid).includes(`${folder}/`));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function hostState() {
  return {
    mounts: readFileSync('/proc/self/mountinfo', 'utf8'),
    interfaces: readdirSync('/sys/class/net'),
    rules: execFileSync('/usr/sbin/iptables-save', { encoding: 'utf8' }).replace(/^#.*$/gm, ''),
    forwarding: readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8'),
    subordinateIds: readFileSync('/etc/subuid', 'utf8'),
    docker: existsSync('/run/docker') || existsSync('/var/lib/docker'),
  };
}
