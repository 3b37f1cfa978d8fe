import { expect, test } from 'vitest';
import { host, link, named, watchMachine } from './watched-machine.ts';

test('the observer tells what the kernel is told to do with packets, where it is not the usual', async () => {
  await using watched = await watchMachine();
  const { machine, sandbox } = watched;
  machine.run('ip', 'netns', 'add', 'far');
  machine.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
  machine.run('ip', 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', 'far');
  machine.run('ip', 'link', 'set', 'near', 'master', 'br0');
  const usual = await sandbox.observe();
  expect(host(usual)).toMatchObject({ bridgeCallsIptables: true });
  expect(host(usual)).not.toHaveProperty('policy');
  expect(host(usual)).not.toHaveProperty('ignoresPing');
  for (const key of ['hairpin', 'forwarding', 'rpFilter', 'routeLocalnet']) {
    expect(link(host(usual), 'near')).not.toHaveProperty(key);
  }

  machine.run('bridge', 'link', 'set', 'dev', 'near', 'hairpin', 'on');
  machine.runIn('far', 'ip', 'rule', 'add', 'priority', '100', 'iif', 'eth0', 'lookup', '7');
  machine.runIn('far', 'ip', 'rule', 'add', 'priority', '200', 'fwmark', '1', 'lookup', '8');
  machine.runIn('far', 'ip', 'route', 'add', 'unreachable', 'default', 'table', '7');
  machine.runIn('far', 'sysctl', '-qw', 'net.ipv4.conf.eth0.rp_filter=2', 'net.ipv4.conf.all.route_localnet=1');
  machine.runIn('far', 'sysctl', '-qw', 'net.ipv4.icmp_echo_ignore_all=1', 'net.bridge.bridge-nf-call-iptables=0');
  machine.runIn('far', 'sysctl', '-qw', 'net.ipv4.conf.eth0.forwarding=1');
  const set = await sandbox.observe();
  expect(link(host(set), 'near')).toMatchObject({ hairpin: true });
  expect(link(named(set, 'far'), 'eth0')).toMatchObject({ forwarding: true, rpFilter: 2, routeLocalnet: true });
  expect(named(set, 'far')).toMatchObject({ bridgeCallsIptables: false, ignoresPing: true, forwarding: false });
  expect(named(set, 'far')?.policy).toEqual({
    rules: [
      { priority: 100, table: 7, action: 'lookup', inInterface: 'eth0' },
      { priority: 200, table: 8, action: 'lookup', unread: true },
      { priority: 32_766, table: 254, action: 'lookup' },
      { priority: 32_767, table: 253, action: 'lookup' },
    ],
    routes: [{ family: 'inet', destination: 'default', type: 'unreachable', table: 7 }],
  });
  expect(host(set)).toMatchObject({ bridgeCallsIptables: true });
});
