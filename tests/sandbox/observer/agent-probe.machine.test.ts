import { describe, expect, test } from 'vitest';
import { host, named, type WatchedMachine, watchMachine } from './watched-machine.ts';

/** 10.1.0.1 on the host, 10.1.0.2 in `far`, joined by a cable. */
async function joinFar({ machine, sandbox }: WatchedMachine) {
  machine.run('ip', 'netns', 'add', 'far');
  machine.run('ip', 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', 'far');
  machine.run('ip', 'addr', 'add', '10.1.0.1/24', 'dev', 'near');
  machine.run('ip', 'link', 'set', 'near', 'up');
  machine.runIn('far', 'ip', 'addr', 'add', '10.1.0.2/24', 'dev', 'eth0');
  machine.runIn('far', 'ip', 'link', 'set', 'eth0', 'up');
  const observation = await sandbox.observe();
  return { near: host(observation).id, far: named(observation, 'far')?.id ?? '' };
}

describe('the observer, acting on a network', () => {
  test('reaches by ping what answers, from the namespace it is told to', async () => {
    await using watched = await watchMachine();
    const { near, far } = await joinFar(watched);
    const ping = (from: string, address: string) => watched.sandbox.probe({ kind: 'ping', from, address, timeoutMs: 5000 });
    expect(await ping(far, '10.1.0.1')).toEqual({ reached: true });
    expect(await ping(near, '10.1.0.2')).toEqual({ reached: true });
    expect(await ping(far, '127.0.0.1')).toMatchObject({ reached: false });
    watched.machine.runIn('far', 'ip', 'link', 'set', 'lo', 'up');
    expect(await ping(far, '10.1.0.77')).toEqual({ reached: false, reason: 'unreachable' });
    expect(await ping(far, '10.2.0.1')).toEqual({ reached: false, reason: 'unreachable' });
  });

  test('tells a refused connection from one that is dropped and from one that gets nowhere', async () => {
    await using watched = await watchMachine();
    const { far } = await joinFar(watched);
    await watched.machine.listen('10.1.0.1', 80);
    watched.machine.run('iptables', '-A', 'INPUT', '-p', 'tcp', '--dport', '82', '-j', 'DROP');
    const connect = (address: string, port: number) =>
      watched.sandbox.probe({ kind: 'tcp', from: far, address, port, timeoutMs: 500 });
    expect(await connect('10.1.0.1', 80)).toEqual({ reached: true });
    expect(await connect('10.1.0.1', 81)).toEqual({ reached: false, reason: 'refused' });
    expect(await connect('10.1.0.1', 82)).toEqual({ reached: false, reason: 'timeout' });
    expect(await connect('10.9.0.1', 80)).toEqual({ reached: false, reason: 'unreachable' });
  });

  test('does not take the error of another ping for its own', async () => {
    await using watched = await watchMachine();
    const { far } = await joinFar(watched);
    watched.machine.runIn('far', 'ip', 'link', 'set', 'lo', 'up');
    watched.machine.run('iptables', '-A', 'INPUT', '-p', 'icmp', '-j', 'DROP');
    const ping = (address: string) => watched.sandbox.probe({ kind: 'ping', from: far, address, timeoutMs: 5000 });
    const [silent, absent] = await Promise.all([ping('10.1.0.1'), ping('10.1.0.77')]);
    expect(absent).toEqual({ reached: false, reason: 'unreachable' });
    expect(silent).toEqual({ reached: false, reason: 'timeout' });
  });

  test('calls a route to nowhere no way', async () => {
    await using watched = await watchMachine();
    const { far } = await joinFar(watched);
    watched.machine.runIn('far', 'ip', 'route', 'add', 'blackhole', '10.3.0.0/24');
    const no = { reached: false, reason: 'unreachable' };
    const where = { from: far, address: '10.3.0.1', timeoutMs: 1000 } as const;
    expect(await watched.sandbox.probe({ kind: 'tcp', port: 80, ...where })).toEqual(no);
    expect(await watched.sandbox.probe({ kind: 'ping', ...where })).toEqual(no);
  });

  test('answers nonsense with a no', async () => {
    await using watched = await watchMachine();
    const { near } = await joinFar(watched);
    const no = { reached: false, reason: 'other' };
    expect(await watched.sandbox.probe({ kind: 'ping', from: near, address: 'example.org', timeoutMs: 100 })).toEqual(no);
    expect(await watched.sandbox.probe({ kind: 'ping', from: '12', address: '10.1.0.1', timeoutMs: 100 })).toEqual(no);
    expect(await watched.sandbox.probe({ kind: 'tcp', from: near, address: '10.1.0.1', port: 70_000, timeoutMs: 100 })).toEqual(
      no,
    );
  });
});
