import { describe, expect, test } from 'vitest';
import { AGENT_DIRECTORY } from '../../../sandbox/observer/spawn-agent.ts';
import { host, link, named, watchMachine } from './watched-machine.ts';

describe('the observer, looking at a network', () => {
  test('sees a bridge, what is plugged into it, and what is not', async () => {
    await using watched = await watchMachine();
    watched.machine.run('ip', 'link', 'add', 'br7', 'type', 'bridge');
    watched.machine.run('ip', 'addr', 'add', '10.7.0.1/16', 'dev', 'br7');
    watched.machine.run('ip', 'link', 'add', 'in', 'type', 'veth', 'peer', 'name', 'out');
    watched.machine.run('ip', 'link', 'set', 'in', 'master', 'br7');
    const observation = await watched.follower.until((seen) => link(host(seen), 'in')?.master !== undefined && seen);
    const bridge = link(host(observation), 'br7');
    expect(bridge).toMatchObject({
      kind: 'bridge',
      up: false,
      addresses: [{ family: 'inet', address: '10.7.0.1', prefixLength: 16 }],
      bridge: { id: `8000.${bridge?.mac?.replaceAll(':', '')}`, stp: false },
    });
    expect(link(host(observation), 'in')).toMatchObject({ kind: 'veth', master: bridge?.index });
    expect(link(host(observation), 'out')).not.toHaveProperty('master');
  });

  test('knows the other end of a veth even where the same index exists in several namespaces', async () => {
    await using watched = await watchMachine();
    const { machine, follower } = watched;
    for (const name of ['red', 'blue', 'green']) machine.run('ip', 'netns', 'add', name);
    // All four ends have index 2 in their namespaces, or 3.
    machine.run('ip', 'link', 'add', 'to-red', 'index', '2', 'type', 'veth', 'peer', 'name', 'up', 'index', '2', 'netns', 'red');
    machine.run(
      'ip',
      'link',
      'add',
      'to-blue',
      'index',
      '3',
      'type',
      'veth',
      'peer',
      'name',
      'up',
      'index',
      '2',
      'netns',
      'blue',
    );
    machine.runIn(
      'blue',
      'ip',
      'link',
      'add',
      'side',
      'index',
      '3',
      'type',
      'veth',
      'peer',
      'name',
      'side',
      'index',
      '3',
      'netns',
      '/run/netns/green',
    );
    const observation = await follower.until(
      (seen) => link(named(seen, 'green'), 'side')?.peer && link(named(seen, 'blue'), 'side')?.peer && seen,
    );
    const [red, blue, green] = ['red', 'blue', 'green'].map((name) => named(observation, name));
    expect(link(host(observation), 'to-red')?.peer).toEqual({ namespaceId: red?.id, index: 2 });
    expect(link(host(observation), 'to-blue')?.peer).toEqual({ namespaceId: blue?.id, index: 2 });
    expect(link(red, 'up')?.peer).toEqual({ namespaceId: host(observation).id, index: 2 });
    expect(link(blue, 'side')?.peer).toEqual({ namespaceId: green?.id, index: 3 });
    expect(link(green, 'side')?.peer).toEqual({ namespaceId: blue?.id, index: 3 });
  });

  test('sees a named namespace come, change inside while nothing joins it to the rest, and go', async () => {
    await using watched = await watchMachine();
    const { machine, follower } = watched;
    machine.run('ip', 'netns', 'add', 'lonely');
    expect(await follower.until((seen) => named(seen, 'lonely'))).toMatchObject({ role: 'named', names: ['lonely'] });
    machine.runIn('lonely', 'ip', 'link', 'set', 'lo', 'up');
    await follower.until((seen) => link(named(seen, 'lonely'), 'lo')?.up);
    machine.run('ip', 'netns', 'del', 'lonely');
    await follower.until((seen) => named(seen, 'lonely') === undefined);
  });

  test('takes the veth of a deleted namespace for gone', async () => {
    await using watched = await watchMachine();
    const { machine, follower } = watched;
    machine.run('ip', 'netns', 'add', 'red');
    machine.run('ip', 'link', 'add', 'to-red', 'type', 'veth', 'peer', 'name', 'up', 'netns', 'red');
    await follower.until((seen) => link(host(seen), 'to-red')?.peer);
    machine.run('ip', 'netns', 'del', 'red');
    await follower.until((seen) => link(host(seen), 'to-red') === undefined);
  });

  test('takes the holder of the other end of eth0 for the client, whatever its name is made to be', async () => {
    await using watched = await watchMachine();
    const { machine, follower } = watched;
    machine.run('ip', 'netns', 'add', 'outside');
    machine.run('ip', 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', 'outside');
    const outside = await follower.until((seen) => seen.namespaces.find((namespace) => namespace.role === 'client'));
    expect(outside.names).toEqual(['outside']);
    machine.run('ip', 'netns', 'add', 'client');
    machine.run('ip', 'link', 'set', 'eth0', 'name', 'eth1');
    const observation = await follower.until((seen) => link(host(seen), 'eth1') && named(seen, 'client') && seen);
    expect(observation.namespaces.find((namespace) => namespace.role === 'client')?.id).toBe(outside.id);
    expect(named(observation, 'client')?.role).toBe('named');
  });

  test('finds the namespace that only a process holds', async () => {
    await using watched = await watchMachine();
    watched.machine.run('unshare', '--net', 'sh', '-c', 'sleep 1000 > /dev/null 2>&1 &');
    const other = await watched.follower.until((seen) => seen.namespaces.find((namespace) => namespace.role === 'other'));
    expect(other.processes.map((process) => process.command)).toEqual(['sleep 1000']);
    expect(other.links.map((one) => one.name)).toEqual(['lo']);
  });

  test('reads routes, neighbours, forwarding and listening sockets', async () => {
    await using watched = await watchMachine();
    const { machine, sandbox } = watched;
    machine.run('ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two');
    for (const end of ['one', 'two']) machine.run('ip', 'link', 'set', end, 'up');
    machine.run('ip', 'addr', 'add', '10.1.0.1/24', 'dev', 'one');
    machine.run('ip', 'route', 'add', 'default', 'via', '10.1.0.2', 'metric', '5');
    machine.run('ip', 'route', 'add', 'blackhole', '10.66.0.0/16');
    machine.run('ip', 'neigh', 'add', '10.1.0.9', 'lladdr', '02:00:00:00:00:09', 'dev', 'one');
    machine.run('sysctl', '-qw', 'net.ipv4.ip_forward=1');
    await machine.listen('127.0.0.1', 4321);
    const seen = host(await sandbox.observe());
    const index = link(seen, 'one')?.index;
    expect(seen.forwarding).toBe(true);
    expect(seen.listening).toEqual([{ protocol: 'tcp', address: '127.0.0.1', port: 4321 }]);
    expect(seen.routes.filter((route) => route.family === 'inet')).toEqual([
      { family: 'inet', destination: 'default', type: 'unicast', gateway: '10.1.0.2', link: index, metric: 5 },
      { family: 'inet', destination: '10.1.0.0/24', type: 'unicast', link: index, source: '10.1.0.1' },
      { family: 'inet', destination: '10.66.0.0/16', type: 'blackhole' },
    ]);
    expect(seen.neighbours).toContainEqual({ address: '10.1.0.9', link: index, state: 'permanent', mac: '02:00:00:00:00:09' });
  });

  test('reads the same listening sockets from a kernel without socket diagnosis', async () => {
    await using watched = await watchMachine();
    const { machine, sandbox } = watched;
    await machine.listen('127.0.0.1', 4321);
    await machine.listen('::', 80);
    const program = 'import json; from listening import read_listening_files as read; print(json.dumps(read(512)[0]))';
    const rows: unknown = JSON.parse(machine.run('env', '-C', AGENT_DIRECTORY, '/usr/bin/python3', '-Bc', program));
    expect(rows).toHaveLength(2);
    expect(rows).toEqual(host(await sandbox.observe()).listening);
  });

  test('sees iptables rules as they come and go, in every namespace, and counts their packets when asked', async () => {
    await using watched = await watchMachine({ counters: true });
    const { machine, follower, sandbox } = watched;
    machine.run('ip', 'netns', 'add', 'red');
    machine.run('iptables', '-A', 'INPUT', '-p', 'icmp', '-j', 'ACCEPT');
    machine.runIn('red', 'iptables', '-t', 'nat', '-N', 'MINE');
    await follower.until((seen) =>
      named(seen, 'red')?.tables.some((table) => table.chains.some((chain) => chain.name === 'MINE')),
    );
    const rule = (seen: Parameters<typeof host>[0]) =>
      host(seen)
        .tables.flatMap((table) => table.chains)
        .flatMap((chain) => chain.rules)[0];
    expect(await follower.until(rule)).toMatchObject({ spec: '-p icmp -j ACCEPT', packets: 0, target: 'ACCEPT' });
    const from = await follower.until((seen) => host(seen).id);
    expect(await sandbox.probe({ kind: 'ping', from, address: '127.0.0.1', timeoutMs: 2000 })).toEqual({ reached: true });
    // The question and its answer both come in by the loopback interface.
    await follower.until((seen) => rule(seen)?.packets === 2);
  });

  test('reads the rules of both kinds of iptables', async () => {
    await using watched = await watchMachine();
    watched.machine.run('iptables-nft', '-A', 'INPUT', '-p', 'tcp', '-j', 'DROP');
    watched.machine.run('iptables-legacy', '-A', 'INPUT', '-p', 'udp', '-j', 'DROP');
    const { tables } = host(await watched.sandbox.observe());
    const input = tables.find((table) => table.name === 'filter')?.chains.find((chain) => chain.name === 'INPUT');
    expect(input?.rules.map((rule) => rule.spec)).toEqual(['-p tcp -j DROP', '-p udp -j DROP']);
  });

  test('takes no line of a comment for a rule', async () => {
    await using watched = await watchMachine();
    const comment = 'a\n# b\n[9:900] -A FORWARD -j ACCEPT\n"';
    watched.machine.run('iptables', '-A', 'INPUT', '-m', 'comment', '--comment', comment, '-j', 'RETURN');
    const rules = host(await watched.sandbox.observe()).tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules));
    expect(rules.map(({ target, packets }) => [target, packets])).toEqual([['RETURN', 0]]);
  });
});
