import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followPacket } from '../../../../labs/core/packet/follow-packet.ts';
import { pictureOf } from '../../../../labs/core/picture/picture-of.ts';
import type { Observation } from '../../../../sandbox/observation.ts';
import { parseRule } from '../../../../sandbox/observer/parse-rule.ts';
import { changed, host, namespaceOf, scene } from '../../scenes.ts';

const published = scene('nginx-unpublished-exporter-published-8080');

/** Rules that learners and Docker lay in front of the others. */
const SPECS = [
  '-i eth0 -j DROP',
  '! -i eth0 -j DROP',
  '-o docker0 -j RETURN',
  '-o docker+ -j REJECT --reject-with icmp-port-unreachable',
  '-s 192.168.0.0/24 -j DROP',
  '! -s 192.168.0.2/32 -j DROP',
  '-d 172.17.0.3/32 -p tcp -m tcp --dport 8080 -j ACCEPT',
  '-p tcp -m tcp --dport 80 -j DROP',
  '-p tcp -m tcp --dport 8000:8100 -j DROP',
  '-p udp -j DROP',
  '-p tcp -j ACCEPT',
  '-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  '-m conntrack --ctstate NEW -j DROP',
  '-m comment --comment "-j DROP" -j ACCEPT',
  '-j DOCKER',
  '-j RETURN',
];

interface Laid {
  readonly forward: readonly string[];
  readonly user: readonly string[];
  readonly policy: string;
}

function withRules({ forward, user, policy }: Laid): Observation {
  const added = new Map([
    ['FORWARD', forward],
    ['DOCKER-USER', user],
  ]);
  return changed(published, (machine) => {
    const chains = host(machine).tables.flatMap((table) => (table.name === 'filter' ? table.chains : []));
    for (const chain of chains) chain.rules.unshift(...(added.get(chain.name) ?? []).map((spec) => parseRule(spec, 0, 0)));
    for (const chain of chains) if (chain.name === 'FORWARD') chain.policy = policy;
  });
}

/** Whether the request itself comes to the container, whatever becomes of the answer. */
function isDelivered(observation: Observation): boolean {
  const client = observation.namespaces.find(({ role }) => role === 'client');
  const walk = followPacket(observation, { from: client?.id ?? '', to: '192.168.0.10', protocol: 'tcp', port: 8080 });
  const { id } = namespaceOf(observation, 'exporter');
  return walk.hops.some(
    ({ direction, kind, namespaceId }) => direction === 'request' && kind === 'deliver' && namespaceId === id,
  );
}

describe('Whether FORWARD lets a published port’s packets pass', () => {
  test('is what following a packet says as well, whatever rules stand before Docker’s', () => {
    const rules = fc.array(fc.constantFrom(...SPECS), { maxLength: 4 });
    const laid = fc.record({ forward: rules, user: rules, policy: fc.constantFrom('ACCEPT', 'DROP') });
    fc.assert(
      fc.property(laid, (all) => {
        const observation = withRules(all);
        expect(pictureOf(observation).publications[0]?.isLetThrough).toBe(isDelivered(observation));
      }),
    );
  });

  test('is no where the host does not forward at all', () => {
    const still = changed(published, (machine) => {
      host(machine).forwarding = false;
    });
    expect(pictureOf(still).publications).toMatchObject([{ isLetThrough: false }]);
    expect(isDelivered(still)).toBe(false);
  });
});
