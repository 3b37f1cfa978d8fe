import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../labs/core/prediction.ts';
import { predictions as empty } from '../../../labs/docker-network/steps/empty-bridge/predict.ts';
import { predictions as neighbours } from '../../../labs/docker-network/steps/neighbours/predict.ts';
import { predictions as publish } from '../../../labs/docker-network/steps/publish/predict.ts';
import { predictions as veths } from '../../../labs/docker-network/steps/veth-appears/predict.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, host, hostLink, namespaceOf, portOf, rules, scene } from '../scenes.ts';

const fresh = scene('fresh-machine');
const one = scene('nginx-default-bridge');
const two = scene('nginx-unpublished-exporter-published-8080');

function came(outcome: Outcome | undefined, observation: Observation, baseline = fresh): string | undefined {
  return outcome?.({ observation, baseline });
}

describe('What has become of an empty bridge', () => {
  const state = empty['empty-state'];

  test('is not said while something is plugged in, or Docker cannot say who is there', () => {
    expect(came(state, one)).toBeUndefined();
    expect(came(state, scene('dockerd-killed'))).toBeUndefined();
    expect(
      came(
        state,
        changed(one, (machine) => void Object.assign(machine.docker, { containers: [] })),
      ),
    ).toBeUndefined();
  });

  test('is read off the bridge', () => {
    expect(came(state, fresh)).toBe('no-carrier');
    expect(
      came(
        state,
        changed(fresh, (machine) => void Object.assign(hostLink(machine, 'docker0'), { carrier: true })),
      ),
    ).toBe('still-up');
    const deleted = changed(fresh, (machine) => {
      host(machine).links = host(machine).links.filter(({ name }) => name !== 'docker0');
    });
    expect(came(state, deleted)).toBe('gone');
  });
});

describe('What appears on the host with a container', () => {
  const added = veths['new-on-host'];

  test('is one end of a veth', () => {
    expect(came(added, fresh)).toBeUndefined();
    expect(came(added, one)).toBe('one');
    expect(came(added, two)).toBe('one');
    expect(came(added, one, one)).toBeUndefined();
  });

  test('is nothing where the container has no veth', () => {
    expect(came(added, scene('container-network-none'))).toBe('none');
    expect(came(added, scene('container-network-host'))).toBe('none');
  });

  test('is not counted while a pair is still on its way', () => {
    const onItsWay = changed(one, (machine) => {
      const outer = hostLink(machine, portOf(machine, 'web'));
      const pair = [
        { ...structuredClone(outer), index: 90, name: 'veth0a' },
        { ...structuredClone(outer), index: 91, name: 'veth0b' },
      ];
      host(machine).links.push(
        { ...pair[0], peer: { namespaceId: host(machine).id, index: 91 }, master: undefined } as never,
        { ...pair[1], peer: { namespaceId: host(machine).id, index: 90 }, master: undefined } as never,
      );
    });
    expect(came(added, onItsWay)).toBeUndefined();
  });
});

describe('Whose rules there are', () => {
  const whose = publish['whose-rules'];

  test('is said once a published and an unpublished container stand side by side', () => {
    expect(came(whose, fresh)).toBeUndefined();
    expect(came(whose, one)).toBeUndefined();
    expect(came(whose, two)).toBe('published');
  });

  test('is both where a rule names the other one, too', () => {
    const both = changed(two, (machine) => {
      const [accept] = rules(machine, 'filter', 'ACCEPT').filter(({ destination }) => destination !== undefined);
      const chain = host(machine)
        .tables.flatMap(({ chains }) => chains)
        .find(({ rules: all }) => accept && all.includes(accept));
      const address = namespaceOf(machine, 'web')
        .links.flatMap(({ addresses }) => addresses)
        .find(({ address: a }) => a.startsWith('172.'));
      if (accept && chain && address) chain.rules.push({ ...accept, destination: `${address.address}/32` });
    });
    expect(came(whose, both)).toBe('both');
  });
});

describe('Whose MAC address a neighbour is at', () => {
  const whose = neighbours['whose-mac'];
  const talked = scene('two-containers-after-ping');

  test('is said once one has learnt it', () => {
    expect(came(whose, two)).toBeUndefined();
    expect(came(whose, talked)).toBe('container');
  });

  test('is the gateway’s where the table says so, and nobody’s where it was written by hand', () => {
    const bridgeMac = hostLink(talked, 'docker0').mac ?? '';
    const rewritten = (change: object) =>
      changed(talked, (machine) => {
        for (const row of machine.namespaces.flatMap(({ neighbours: rows }) => rows)) Object.assign(row, change);
      });
    expect(came(whose, rewritten({ mac: bridgeMac }))).toBe('gateway');
    expect(came(whose, rewritten({ state: 'permanent' }))).toBeUndefined();
  });
});
