import { describe, expect, test } from 'vitest';
import type { Scene } from '../../../../labs/core/packet/judge-match.ts';
import { walkChain } from '../../../../labs/core/packet/walk-chain.ts';
import type { Table } from '../../../../sandbox/observation.ts';

/** From the client to port 8080 of a container. */
const REQUEST: Scene = {
  packet: {
    kind: 'syn',
    source: { address: '192.168.0.2', port: 40_000 },
    destination: { address: '172.17.0.3', port: 8080 },
  },
  inInterface: 'eth0',
  outInterface: 'docker0',
  states: ['NEW', 'DNAT'],
  addressType: (address) => (address === '172.17.0.1' ? 'LOCAL' : 'UNICAST'),
};

function filter(chains: Record<string, readonly string[]>, policy = 'ACCEPT'): Table {
  const counters = { packets: 0, bytes: 0 };
  return {
    name: 'filter',
    chains: Object.entries(chains).map(([name, specs]) => ({
      name,
      ...(name === 'FORWARD' ? { policy } : {}),
      ...counters,
      rules: specs.map((spec) => ({ spec, negated: [], ...counters })),
    })),
  };
}

function target(chains: Record<string, readonly string[]>, policy?: string): string {
  return walkChain(filter(chains, policy), 'FORWARD', REQUEST).decision.target;
}

describe('A chain', () => {
  test('is left at the first rule that decides', () => {
    expect(target({ FORWARD: ['-i eth1 -j DROP', '-j LOG', '-p tcp -j ACCEPT', '-j DROP'] })).toBe('ACCEPT');
  });

  test('falls back on its policy', () => {
    expect(target({ FORWARD: [] }, 'DROP')).toBe('DROP');
    expect(target({ FORWARD: ['-p udp -j DROP'] })).toBe('ACCEPT');
  });

  test('goes on after a jump that comes back, and does not after a goto', () => {
    expect(target({ FORWARD: ['-j MINE', '-j DROP'], MINE: ['-j RETURN', '-j ACCEPT'] })).toBe('DROP');
    expect(target({ FORWARD: ['-j OUTER', '-j DROP'], OUTER: ['-g INNER', '-j ACCEPT'], INNER: [] })).toBe('DROP');
    expect(target({ FORWARD: ['-g INNER', '-j DROP'], INNER: [] })).toBe('ACCEPT');
  });

  test('names the chain and the rule that decide', () => {
    const { decision } = walkChain(filter({ FORWARD: ['-j MINE'], MINE: ['-j DROP'] }), 'FORWARD', REQUEST);
    expect(decision).toMatchObject({ table: 'filter', chain: 'MINE', rule: { spec: '-j DROP' } });
  });

  test('has no end of jumps to itself', () => {
    expect(target({ FORWARD: ['-j MINE'], MINE: ['-j MINE'] }, 'DROP')).toBe('DROP');
  });

  test('says which rules could not be judged, and passes them by', () => {
    const table = filter({ FORWARD: ['-m owner --uid-owner 0 -j DROP', '-i eth9 -m owner --uid-owner 0 -j DROP', '-j NFQUEUE'] });
    const { decision, unjudged } = walkChain(table, 'FORWARD', REQUEST);
    expect(decision.target).toBe('ACCEPT');
    expect(unjudged.map(({ rule }) => rule.spec)).toEqual(['-m owner --uid-owner 0 -j DROP', '-j NFQUEUE']);
  });
});

describe('A condition', () => {
  test.each([
    '-i eth0',
    '-i eth+',
    '! -i docker0',
    '-o docker0',
    '-s 192.168.0.0/24',
    '! -s 192.168.0.3',
    '-d 172.17.0.3/32',
    '-p tcp -m tcp --dport 8080',
    '-p 6',
    '-p tcp -m tcp --dport 8000:8100',
    '-p tcp -m multiport --dports 80,8000:8080',
    '-p tcp -m tcp --sport 1024:65535',
    '-m conntrack --ctstate NEW,ESTABLISHED',
    '-m conntrack --ctstate DNAT',
    '-m state ! --state ESTABLISHED',
    '-m addrtype ! --dst-type LOCAL',
    '-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN',
    '-m iprange --src-range 192.168.0.1-192.168.0.9',
    '-m comment --comment "anything at all"',
  ])('holds: %s', (condition) => {
    expect(target({ FORWARD: [`${condition} -j DROP`] })).toBe('DROP');
  });

  test.each([
    '! -i eth0',
    '-i eth',
    '-o eth+',
    '-s 192.168.1.0/24',
    '-p icmp',
    '-p tcp -m tcp ! --dport 8080',
    '-p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK',
    '-m conntrack --ctstate RELATED,ESTABLISHED',
    '-m addrtype --dst-type LOCAL',
    '-p icmp -m icmp --icmp-type 8',
  ])('does not hold: %s', (condition) => {
    expect(target({ FORWARD: [`${condition} -j DROP`] })).toBe('ACCEPT');
  });
});
