import { describe, expect, test } from 'vitest';
import { endpoints } from '../../../../labs/core/packet/endpoints.ts';
import { followPacket } from '../../../../labs/core/packet/follow-packet.ts';
import type { Hop, Walk } from '../../../../labs/core/packet/walk.ts';
import type { Observation } from '../../../../sandbox/observation.ts';
import { changed, host, scene } from '../../scenes.ts';

const machine = scene('two-containers-after-ping');
const CLIENT = '클라이언트';

function from(observation: Observation, name: string): string {
  return endpoints(observation).senders.find((sender) => sender.name.ko === name)?.namespaceId ?? '';
}

function tcp(observation: Observation, sender: string, target: `${string}:${number}`): Walk {
  const [to = '', port] = target.split(':');
  return followPacket(observation, { from: from(observation, sender), to, protocol: 'tcp', port: Number(port) });
}

function ping(observation: Observation, sender: string, to: string): Walk {
  return followPacket(observation, { from: from(observation, sender), to, protocol: 'icmp' });
}

function kinds({ hops }: Walk, direction: Hop['direction']): string {
  return hops
    .filter((hop) => hop.direction === direction)
    .map(({ kind }) => kind)
    .join(' ');
}

describe('A packet from the client to a published port', () => {
  const walk = tcp(machine, CLIENT, '192.168.0.10:8080');

  test('is turned by DNAT, let through, and carried to the container', () => {
    expect(kinds(walk, 'request')).toBe('send route neighbour wire nat route rule neighbour bridge wire deliver');
    expect(walk.outcome).toBe('reached');
  });

  test('is told with what decides and with the command that shows it', () => {
    const nat = walk.hops.find(({ kind }) => kind === 'nat');
    expect(nat?.decidedBy).toBe('-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.3:8080');
    expect(nat?.command).toEqual({ machine: 'host', text: 'iptables -t nat -S DOCKER' });
    expect(nat?.says.en).toBe('DNAT in PREROUTING on the host changes the destination: 192.168.0.10:8080 → 172.17.0.3:8080.');
    expect(walk.hops[1]?.command?.machine).toBe('client');
  });

  test('is answered by the way it came, under the address that was asked', () => {
    expect(kinds(walk, 'reply')).toBe('send route neighbour wire bridge route rule nat neighbour wire');
    expect(walk.hops.findLast(({ kind }) => kind === 'nat')?.says.ko).toContain('172.17.0.3 → 192.168.0.10');
  });

  test('says each hop in both languages', () => {
    for (const { says } of walk.hops) {
      expect(says.ko).toMatch(/[가-힣]/);
      expect(says.en).toMatch(/^[A-Z0-9]/);
      expect(says.en).not.toMatch(/[가-힣]|undefined/);
    }
  });
});

describe('A packet that does not arrive', () => {
  test('is dropped by the policy that the walk names', () => {
    const walk = tcp(machine, CLIENT, '172.17.0.2:80');
    expect(walk.outcome).toBe('timeout');
    expect(walk.hops.at(-1)).toMatchObject({ kind: 'drop', decidedBy: '-P FORWARD DROP' });
    expect(walk.reason).toEqual(walk.hops.at(-1)?.says);
  });

  test('is not answered when the veth is down or pulled out, and the walk says which', () => {
    const down = ping(scene('veth-down'), '호스트', '172.17.0.4');
    expect([down.outcome, down.reason.en]).toEqual(['unreachable', expect.stringMatching(/veth\w+ \(the host\) is down/)]);
    const pulled = ping(scene('veth-detached-from-docker0'), '호스트', '172.17.0.4');
    expect([pulled.outcome, pulled.reason.ko]).toEqual([
      'unreachable',
      expect.stringContaining('어느 브리지에도 꽂혀 있지 않아요'),
    ]);
  });

  test('is refused where nothing listens, and where it listens on the loopback alone', () => {
    expect(tcp(machine, 'box', '172.17.0.2:81')).toMatchObject({
      outcome: 'refused',
      reason: { en: 'Nothing listens on port 81 of container web.' },
    });
    const shy = changed(machine, ({ namespaces }) => {
      for (const { listening } of namespaces) for (const socket of listening) socket.address = '127.0.0.1';
    });
    expect(tcp(shy, 'box', '172.17.0.2:80')).toMatchObject({ outcome: 'refused' });
    expect(tcp(shy, 'box', '172.17.0.2:80').reason.ko).toContain('127.0.0.1');
  });

  test('has no way where there is no route, no such sender and no such address', () => {
    const lost = changed(machine, (observation) => {
      host(observation).routes.length = 0;
    });
    expect(ping(lost, '호스트', '10.1.1.1').reason.en).toBe('The host has no route to 10.1.1.1.');
    expect(followPacket(machine, { from: '1', to: '172.17.0.2', protocol: 'icmp' })).toMatchObject({
      outcome: 'unreachable',
      hops: [],
    });
    expect(followPacket(machine, { from: host(machine).id, to: 'web', protocol: 'icmp' }).outcome).toBe('unreachable');
    expect(followPacket(machine, { from: host(machine).id, to: '172.17.0.2', protocol: 'tcp' }).outcome).toBe('unreachable');
  });
});

describe('A walk', () => {
  test('says that docker-proxy takes what no DNAT rule turns, and goes on with its own connection', () => {
    const walk = tcp(machine, '호스트', '127.0.0.1:8080');
    expect(walk.outcome).toBe('reached');
    expect(walk.hops.find(({ kind }) => kind === 'deliver')?.says.en).toContain('docker-proxy');
    expect(walk.hops.filter(({ kind }) => kind === 'send').map(({ says }) => says.en)).toContainEqual(
      expect.stringContaining('172.17.0.1 → 172.17.0.3:8080'),
    );
  });

  test('admits that it could not judge a rule', () => {
    const odd = changed(machine, (observation) => {
      const chain = host(observation)
        .tables.find(({ name }) => name === 'filter')
        ?.chains.find(({ name }) => name === 'DOCKER-USER');
      chain?.rules.unshift({ spec: '-m owner --uid-owner 0 -j DROP', packets: 0, bytes: 0, negated: [] });
    });
    const walk = tcp(odd, CLIENT, '192.168.0.10:8080');
    expect(walk.outcome).toBe('reached');
    expect(walk.reason.en).toContain('could not be judged');
    expect(walk.hops.some(({ decidedBy }) => decidedBy === '-A DOCKER-USER -m owner --uid-owner 0 -j DROP')).toBe(true);
  });

  test('gives no command with a name that a shell would not take as a name', () => {
    const hostile = changed(machine, ({ docker }) => {
      if (docker.state === 'running') for (const container of docker.containers) container.name = '$(reboot)\u001b[2J';
    });
    const web = hostile.namespaces.find(({ listening }) => listening.some(({ port }) => port === 80))?.id ?? '';
    const { hops } = followPacket(hostile, { from: web, to: '172.17.0.4', protocol: 'icmp' });
    expect(hops.length).toBeGreaterThan(3);
    for (const { command, says } of hops) {
      expect(command?.text ?? '').not.toContain('reboot');
      expect(says.en).not.toMatch(/\p{Cc}/u);
    }
  });
});

test('The ends of a packet are everybody who can send, and what is offered', () => {
  const { senders, targets } = endpoints(machine);
  expect(senders.map(({ name }) => name.en)).toEqual(['Host', 'Client', 'exporter', 'web', 'box']);
  expect(targets[0]).toMatchObject({ kind: 'published', to: '192.168.0.10', port: 8080 });
  expect(targets).toContainEqual(
    expect.objectContaining({ kind: 'service', to: '172.17.0.2', port: 80, name: { en: 'web', ko: 'web' } }),
  );
  expect(targets).toContainEqual(expect.objectContaining({ kind: 'gateway', to: '172.17.0.1', protocol: 'icmp' }));
});
