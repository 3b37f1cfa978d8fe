import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AGENT_DIRECTORY } from '../../../sandbox/observer/spawn-agent.ts';
import { startStandIn } from './stand-in-machine.ts';
import { host, link, named, TestAgent, watchMachine } from './watched-machine.ts';

describe('the observer, over its life', () => {
  test('leaves no file open after fifty machines watched and let go', async () => {
    await using machine = await startStandIn();
    machine.run('ip', 'netns', 'add', 'lonely');
    await using agent = new TestAgent();
    const look = async (sandboxId: string) => {
      using sandbox = agent.link.attach({ sandboxId, pid: machine.pid });
      await sandbox.observe();
    };
    using keeper = agent.link.attach({ sandboxId: 'keeper', pid: machine.pid });
    await keeper.observe();
    await look('first');
    await keeper.observe();
    const before = agent.openFiles;
    for (let round = 0; round < 50; round += 1) await look(`round-${round}`);
    // Its answer says that the agent has read everything that was asked before it.
    await keeper.observe();
    expect(agent.openFiles).toBeLessThanOrEqual(before);
    expect(agent.faults).toEqual([]);
  });

  test('loses nobody while namespaces come and go and their numbers are given anew', async () => {
    await using machine = await startStandIn();
    await using agent = new TestAgent();
    using sandbox = agent.link.attach({ sandboxId: 'a', pid: machine.pid });
    await sandbox.observe();
    // Some end while the agent looks at them; their numbers are free again at once.
    const hurry = 'for n in 1 2 3 4 5 6; do unshare --pid --fork true > /dev/null 2>&1 & done';
    const stay = `unshare --net --pid --fork sh -c 'echo > /run/started; exec sleep 1000' > /dev/null 2>&1 & echo $! > /run/pid`;
    const started = 'until [ -s /run/started ]; do sleep 0.01; done; rm /run/started';
    const end = 'pkill -9 -P $(cat /run/pid); while readlink /proc/$(cat /run/pid)/ns/net > /run/out; do sleep 0.01; done';
    for (let round = 0; round < 15; round += 1) {
      machine.run('sh', '-c', `${stay}; ${hurry}; ${started}`);
      const { namespaces } = await sandbox.observe();
      const others = namespaces.filter((namespace) => namespace.role === 'other');
      expect(others.map((namespace) => namespace.processes.length)).toEqual([2]);
      machine.run('sh', '-c', end);
    }
  }, 30_000);

  test('takes a new namespace of an old name for what it is', async () => {
    await using watched = await watchMachine();
    const { machine, sandbox } = watched;
    for (let round = 0; round < 10; round += 1) {
      machine.run('ip', 'netns', 'add', 'red');
      machine.run('ip', 'link', 'add', 'to-red', 'type', 'veth', 'peer', 'name', 'up', 'netns', 'red');
      expect(named(await sandbox.observe(), 'red')?.links.map(({ name }) => name)).toEqual(['lo', 'up']);
      machine.run('ip', 'netns', 'del', 'red');
      machine.run('ip', 'netns', 'add', 'red');
      await watched.follower.until((seen) => named(seen, 'red')?.links.length === 1 && link(host(seen), 'to-red') === undefined);
      machine.run('ip', 'netns', 'del', 'red');
    }
  });

  test('keeps no deleted namespace alive', async () => {
    await using watched = await watchMachine();
    const { machine, follower } = watched;
    machine.run('ip', 'netns', 'add', 'red');
    machine.run('ip', 'netns', 'add', 'blue');
    machine.runIn('red', 'ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1', 'netns', '/run/netns/blue');
    await follower.until((seen) => link(named(seen, 'blue'), 'v1'));
    machine.run('ip', 'netns', 'del', 'red');
    // The cable's other end goes only when the kernel lets go of the namespace itself.
    await follower.until((seen) => named(seen, 'blue') && link(named(seen, 'blue'), 'v1') === undefined);
  });

  test('says that a machine is gone', async () => {
    await using watched = await watchMachine();
    await watched.sandbox.observe();
    await watched.machine.end();
    await watched.sandbox.gone;
    await expect(watched.sandbox.observe()).rejects.toMatchObject({ code: 'sandbox/gone' });
  });

  test('says that a machine is gone which was never there', async () => {
    await using agent = new TestAgent();
    using sandbox = agent.link.attach({ sandboxId: 'ghost', pid: 4_194_304 });
    await expect(sandbox.observe()).rejects.toMatchObject({ code: 'sandbox/gone' });
  });

  test('goes on where it was when its process is killed', async () => {
    await using watched = await watchMachine();
    const { machine, follower, agent } = watched;
    await watched.sandbox.observe();
    agent.kill();
    await agent.ended();
    machine.run('ip', 'netns', 'add', 'blue');
    await follower.until((seen) => named(seen, 'blue'));
  });

  test('ends when nobody listens any more', async () => {
    const agent = new TestAgent();
    await using machine = await startStandIn();
    await agent.link.attach({ sandboxId: 'a', pid: machine.pid }).observe();
    await agent.link[Symbol.asyncDispose]();
    await agent.ended();
  });

  test('carries names of any bytes and bounds their number', async () => {
    await using watched = await watchMachine();
    const { machine, sandbox, follower } = watched;
    const name = '<b>$(x)`y`&amp';
    machine.run('ip', 'netns', 'add', '<img src=x onerror=alert(1)>');
    machine.run('ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', 'v1');
    await follower.until((seen) => named(seen, '<img src=x onerror=alert(1)>') && link(host(seen), name));
    const many = Array.from({ length: 70 }, (_, number) => `ip netns add n${number}`).join('\n');
    machine.run('sh', '-c', many);
    const links = Array.from({ length: 600 }, (_, number) => `link add a${number} type veth peer name b${number}`).join('\n');
    machine.run('sh', '-c', `echo '${links}' | ip -batch -`);
    const observation = await sandbox.observe();
    expect(observation.truncated).toBe(true);
    expect(observation.namespaces).toHaveLength(64);
    expect(observation.namespaces.flatMap((namespace) => namespace.links)).toHaveLength(1000);
  }, 30_000);

  test.each([
    ['a symlink up and out', '../../../../../../etc/hostname'],
    ['an absolute symlink', '/etc/hostname'],
    ['a link of the kernel', '/proc/self/root/etc/hostname'],
  ])('opens nothing outside a root by %s', (_, target) => {
    const root = mkdtempSync('/tmp/vethlab-root-');
    try {
      symlinkSync(target, join(root, 'way'));
      writeFileSync(join(root, 'inside'), '');
      const program =
        'import os, sys; from kernel import open_in_root; open_in_root(os.open(sys.argv[1], os.O_PATH), sys.argv[2], os.O_PATH)';
      const open = (path: string) =>
        execFileSync('/usr/bin/python3', ['-Bc', program, root, path], { cwd: AGENT_DIRECTORY, stdio: 'pipe' });
      expect(() => open('/inside')).not.toThrow();
      expect(() => open('/way')).toThrow(/No such file|Too many levels/);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
