import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outwardAccepts, packetsSince, publications, publishedPlugs, rulesFrom } from '../../../labs/core/netfilter.ts';
import type { Chain, Observation } from '../../../sandbox/observation.ts';
import { changed, host, rules, scene } from '../scenes.ts';

const published = scene('nginx-unpublished-exporter-published-8080');
const requested = scene('after-client-curl-8080');

function chains(machine: Observation, table: string): Chain[] {
  return host(machine).tables.find(({ name }) => name === table)?.chains ?? [];
}

describe('A published port', () => {
  test('is told by DNAT and by the rule that lets it pass', () => {
    const [port] = publications(published, 'docker0');
    expect(port).toMatchObject({ hostPort: 8080, address: '172.17.0.3', port: 8080 });
    expect(port?.accept?.rule.spec).toContain('--dport 8080 -j ACCEPT');
    expect(publishedPlugs(published, 'docker0').map(({ plug }) => plug.container.name)).toEqual(['exporter']);
  });

  test('is not open when no rule lets it pass', () => {
    const shut = changed(published, (machine) => {
      for (const chain of chains(machine, 'filter')) chain.rules = chain.rules.filter((rule) => rule.destinationPort !== '8080');
    });
    expect(publications(shut, 'docker0')).toHaveLength(1);
    expect(publishedPlugs(shut, 'docker0')).toEqual([]);
  });

  test('is not open by a rule in a chain that nobody jumps to', () => {
    const cut = changed(published, (machine) => {
      for (const chain of chains(machine, 'nat')) {
        if (chain.name === 'PREROUTING') chain.rules = [];
      }
    });
    expect(publications(cut, 'docker0')).toEqual([]);
  });

  test('is not open when it leads to an address that no container has', () => {
    const astray = changed(published, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.toDestination = '172.17.0.99:8080';
    });
    expect(publishedPlugs(astray, 'docker0')).toEqual([]);
  });

  test('is read from chains of another layout as well', () => {
    const newer = changed(published, (machine) => {
      const filter = chains(machine, 'filter');
      const forward = filter.find(({ name }) => name === 'FORWARD');
      if (forward === undefined) return;
      filter.push({ name: 'DOCKER-FORWARD', packets: 0, bytes: 0, rules: forward.rules });
      forward.rules = [{ spec: '-j DOCKER-FORWARD', packets: 0, bytes: 0, negated: [], target: 'DOCKER-FORWARD' }];
    });
    expect(publishedPlugs(newer, 'docker0')).toHaveLength(1);
    expect(outwardAccepts(newer, 'docker0')).toHaveLength(1);
  });
});

describe('Chains', () => {
  test('that jump in a circle are walked once', () => {
    const names = ['PREROUTING', 'A', 'B', 'C'];
    const jumps = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 12 });
    fc.assert(
      fc.property(jumps, (pairs) => {
        const circular = changed(published, (machine) => {
          const nat = host(machine).tables.find(({ name }) => name === 'nat');
          if (nat === undefined) return;
          nat.chains = names.map((name) => ({
            name,
            packets: 0,
            bytes: 0,
            rules: pairs
              .filter(([from]) => from === name)
              .map(([, to]) => ({ spec: `-j ${to}`, packets: 0, bytes: 0, negated: [], target: to })),
          }));
        });
        expect(rulesFrom(circular, 'nat', 'PREROUTING').length).toBeLessThanOrEqual(pairs.length);
      }),
    );
  });
});

describe('A counter', () => {
  test('tells how much it has grown since the baseline', () => {
    const [port] = publications(requested, 'docker0');
    expect(port && packetsSince(published, port.dnat)).toBeGreaterThan(0);
    expect(port && packetsSince(requested, port.dnat)).toBe(0);
  });

  test('of a rule that was laid anew counts from zero', () => {
    const [port] = publications(requested, 'docker0');
    const before = changed(requested, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.packets = 1000;
    });
    expect(port && packetsSince(before, port.dnat)).toBe(port?.dnat.rule.packets);
    expect(port && packetsSince(scene('fresh-machine'), port.dnat)).toBe(port?.dnat.rule.packets);
  });
});
