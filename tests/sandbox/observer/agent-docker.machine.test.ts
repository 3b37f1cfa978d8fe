import { describe, expect, test } from 'vitest';
import { poseAsDocker, poseAsSocket } from './impostor.ts';
import { startStandIn } from './stand-in-machine.ts';
import { Follower, host, link, named, watchMachine } from './watched-machine.ts';

const BIG = 10 * 1024 * 1024;
const HTML = '<img src=x onerror=alert(1)>';

describe('the observer, talking to a Docker that may be anybody', () => {
  test('says that no Docker answers where there is none', async () => {
    await using watched = await watchMachine();
    expect((await watched.sandbox.observe()).docker).toEqual({ state: 'unreachable' });
  });

  test('takes a container to be where the kernel says its first process is', async () => {
    await using watched = await watchMachine();
    const { machine, follower, sandbox } = watched;
    machine.run('unshare', '--net', 'sh', '-c', 'sleep 1000 > /dev/null 2>&1 & echo $! > /run/pid');
    const other = await follower.until((seen) => seen.namespaces.find((namespace) => namespace.role === 'other'));
    const pid = Number(machine.run('cat', '/run/pid'));
    expect(other.processes).toEqual([{ pid, command: 'sleep 1000' }]);
    await using _impostor = await poseAsDocker(machine, {
      '/version': { Version: '20.10.24' },
      '/networks': [{ Id: 'b1', Name: 'bridge', Driver: 'bridge', Options: { 'com.docker.network.bridge.name': 'docker0' } }],
      '/containers/json': [
        { Id: 'c1', Names: ['/web'], Image: 'nginx', State: 'running', HostConfig: { NetworkMode: 'default' } },
        { Id: 'c2', Names: ['/liar'], Image: 'nginx', State: 'running' },
        { Id: 'c3', Names: ['/old'], Image: 'nginx', State: 'exited' },
      ],
      '/containers/c1/json': { State: { Pid: pid } },
      '/containers/c2/json': { State: { Pid: 999999 } },
    });
    const observation = await follower.until((seen) => seen.docker.state === 'running' && seen);
    const containers = observation.docker.state === 'running' ? observation.docker.containers : [];
    expect(containers.map(({ name, namespaceId, networkMode }) => [name, namespaceId, networkMode])).toEqual([
      ['web', other.id, 'bridge'],
      ['liar', undefined, 'bridge'],
      ['old', undefined, 'bridge'],
    ]);
    expect((await sandbox.observe()).namespaces.find((namespace) => namespace.id === other.id)?.role).toBe('container');
  });

  test('cuts what is too long, drops what is nonsense and carries markup as plain text', async () => {
    await using watched = await watchMachine();
    await using _impostor = await poseAsDocker(watched.machine, {
      '/version': { Version: { toString: 1 } },
      '/networks': [
        null,
        5,
        { Id: [], Name: 'x' },
        { Id: 'n1', Name: HTML, Driver: 'bridge', Options: ['x'], IPAM: { Config: 'x' } },
      ],
      '/containers/json': [
        {
          Id: 'c1',
          Names: [`/${HTML}`],
          Image: 'x'.repeat(100_000),
          State: 'running',
          Ports: 'none',
          NetworkSettings: { Networks: { a: null } },
        },
        { Id: 'c2', Names: 'web', State: 'flying' },
        {
          Id: '../networks',
          Names: [],
          State: 'running',
          Ports: [{ PublicPort: 1e30 }, { PublicPort: '80' }, { PublicPort: 80 }],
        },
      ],
      '/containers/c1/json': { State: { Pid: -1 } },
    });
    const { docker } = await watched.follower.until((seen) => seen.docker.state === 'running' && seen);
    expect(docker).toMatchObject({
      version: '',
      networks: [{ id: 'n1', name: HTML, bridge: 'br-n1', options: {} }],
      containers: [
        { id: '../networks', name: '', ports: [{ hostPort: 80, containerPort: 0 }] },
        { id: 'c1', name: HTML, image: 'x'.repeat(256), ports: [] },
      ],
    });
  });

  test.each([
    ['says nothing', () => undefined],
    [
      'answers with a body without end',
      (socket: { write(text: string): void }) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${BIG}\r\n\r\n`),
    ],
    ['answers with a line without end', (socket: { write(text: string): void }) => socket.write('x'.repeat(BIG))],
    [
      'answers with brackets without end',
      (socket: { write(text: string): void }) => {
        const body = '['.repeat(1_000_000);
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      },
    ],
    [
      'answers in crumbs',
      (socket: { write(text: string): void }) =>
        socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\n[\r\n'.repeat(100_000)}`),
    ],
    [
      'tells of events without end',
      (socket: { write(text: string): void }) => {
        const chunk = '0\n'.repeat(30_000);
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
        for (let round = 0; round < 100; round += 1) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
      },
    ],
    ['speaks another language', (socket: { write(text: string): void }) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('keeps watching this and other machines when whoever stands there %s', async (_, serve) => {
    await using watched = await watchMachine();
    await using neighbour = await startStandIn();
    await using impostor = await poseAsSocket(watched.machine, serve);
    using other = watched.agent.link.attach({ sandboxId: 'neighbour', pid: neighbour.pid });
    using follower = new Follower(other, { counters: false });
    await impostor.met;
    for (const [machine, eyes] of [
      [watched.machine, watched.follower],
      [neighbour, follower],
    ] as const) {
      machine.run('ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1');
      await eyes.until((seen) => link(host(seen), 'v0'));
    }
    expect((await watched.sandbox.observe()).docker).toEqual({ state: 'unreachable' });
    expect(watched.agent.faults).toEqual([]);
  });

  test('follows no link of the kernel out of the machine to another Docker', async () => {
    await using watched = await watchMachine();
    const { machine, sandbox, follower } = watched;
    await using impostor = await poseAsDocker(machine, {});
    machine.run('sh', '-c', 'target=$(readlink /run/docker.sock); ln -sfn /proc/1/root$target /run/docker.sock');
    machine.run('ip', 'netns', 'add', 'blue');
    await follower.until((seen) => named(seen, 'blue'));
    expect((await sandbox.observe()).docker).toEqual({ state: 'unreachable' });
    expect(impostor.connections).toBe(0);
  });
});
