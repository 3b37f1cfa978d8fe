import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLabsWithChecks } from '../../../labs/core/load-checks.ts';
import { explain } from '../../../labs/core/picture/facts.ts';
import { pictureOf } from '../../../labs/core/picture/picture-of.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, container, containers, hostLink, judge, namespaceOf, portOf, rules, type Scene, scene } from '../scenes.ts';

const [loaded] = (await loadLabsWithChecks(join(import.meta.dirname, '../../../labs'))).filter(
  ({ lab }) => lab.slug === 'docker-network',
);
const steps = [...(loaded?.checks ?? [])].map(([id, { check }]) => ({ id, check }));

const SCENES: readonly Scene[] = [
  'after-client-curl-8080',
  'container-network-host',
  'container-network-none',
  'docker0-deleted',
  'dockerd-killed',
  'fresh-machine',
  'nginx-default-bridge',
  'nginx-unpublished-exporter-published-8080',
  'two-containers-after-ping',
  'veth-detached-from-docker0',
  'veth-down',
];

const both = scene('nginx-unpublished-exporter-published-8080');

/** What a step looks at, in the words that the map has for it. */
function subject(step: string, observation: Observation, baseline = observation): string[] {
  const check = loaded?.checks.get(step)?.check;
  return named(observation, check?.subject({ observation, baseline }) ?? []);
}

/** Where a step's check finds something amiss. */
function wrongTurn(step: string, observation: Observation, baseline = observation): string[] {
  const check = loaded?.checks.get(step)?.check;
  const verdict = check && judge(check, observation, { baseline });
  return named(observation, verdict?.status === 'failed' ? (verdict.at ?? []) : []);
}

function named(observation: Observation, ids: readonly string[]): string[] {
  return ids.map((id) => explain(observation, id)?.title.en ?? `unknown: ${id}`);
}

describe('What a step looks at', () => {
  test.each([
    ['namespace', ['web', 'exporter']],
    ['structure', ['docker0 of host', 'eth0 of host']],
    ['docker0', ['docker0 of host']],
    ['default-bridge', ['docker0 of host']],
    ['publish', [':8080 → 172.17.0.3:8080']],
    ['from-outside', [':8080 → 172.17.0.3:8080']],
    ['empty-bridge', ['docker0 of host']],
    ['inside', ['eth0 of web', 'eth0 of exporter']],
    ['neighbours', ['docker0 of host', 'web', 'exporter']],
    ['mend', ['web', 'exporter']],
  ])('is, on %s, %j', (step, things) => {
    expect(subject(step, both).toSorted()).toEqual(things.toSorted());
  });

  test('is the ports of docker0 where a veth appears, and whole cables where pairs are told apart', () => {
    const ports = ['web', 'exporter'].map((name) => portOf(both, name));
    expect(subject('veth-appears', both).toSorted()).toEqual(ports.map((name) => `${name} of host`).toSorted());
    expect(subject('pair', both)).toHaveLength(2);
    for (const title of subject('pair', both)) expect(title).toMatch(/↔/);
  });

  test('is nothing as long as that is not there', () => {
    const fresh = scene('fresh-machine');
    for (const step of ['namespace', 'publish', 'from-outside', 'veth-appears', 'pair', 'inside', 'mend']) {
      expect(subject(step, fresh)).toEqual([]);
    }
    expect(subject('docker0', scene('docker0-deleted'))).toEqual([]);
  });

  test('does not tell which of the containers has lost its network', () => {
    expect(subject('mend', scene('veth-detached-from-docker0')).toSorted()).toEqual(['box', 'exporter', 'web']);
  });
});

describe('A wrong turn', () => {
  const detached = scene('veth-detached-from-docker0');

  test.each(['veth-appears', 'inside', 'pair'])('on %s is at the plug that was pulled out', (step) => {
    const alone = changed(detached, (machine) => {
      if (machine.docker.state !== 'running') return;
      machine.docker.containers = containers(machine).filter(({ name }) => name === 'box');
    });
    const [at] = wrongTurn(step, alone);
    expect(at).toMatch(/of host$/);
  });

  test('of a fault to mend is nowhere until work on the cable has begun, then at its end', () => {
    expect(wrongTurn('mend', detached)).toEqual([]);
    const cable = host(detached, 'box');
    const begun = changed(detached, (machine) => {
      hostLink(machine, cable).up = false;
    });
    expect(wrongTurn('mend', begun, detached)).toEqual([`${cable} of host`]);
  });

  test('is at the box of a container without a network', () => {
    const machine = scene('container-network-none');
    const [only] = containers(machine).map(({ name }) => name);
    expect(wrongTurn('namespace', machine)).toEqual([only]);
    expect(wrongTurn('veth-appears', machine)).toEqual([only]);
  });

  test("is at the host for a container on the host's network", () => {
    expect(wrongTurn('namespace', scene('container-network-host'))).toEqual(['host']);
  });

  test('is at the container whose rule is gone, or at the port that was published in place of the one asked for', () => {
    const other = changed(both, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.destinationPort = '9090';
    });
    expect(wrongTurn('publish', other)).toEqual(['exporter']);
    const unclaimed = changed(other, (machine) => {
      container(machine, 'exporter').ports = [];
    });
    expect(wrongTurn('publish', unclaimed)).toEqual([':9090 → 172.17.0.3:8080']);
  });

  test('is at docker0 where its address is gone', () => {
    const bare = changed(scene('fresh-machine'), (machine) => {
      hostLink(machine, 'docker0').addresses = [];
    });
    expect(wrongTurn('docker0', bare)).toEqual(['docker0 of host']);
  });

  test('is at an address from elsewhere', () => {
    const moved = changed(scene('nginx-default-bridge'), (machine) => {
      const eth0 = namespaceOf(machine, 'web').links.find(({ name }) => name === 'eth0');
      for (const address of eth0?.addresses ?? []) if (address.family === 'inet') address.address = '10.0.0.9';
    });
    expect(wrongTurn('inside', moved)).toEqual(['eth0 of web']);
  });

  test('is nowhere while a step is only not done yet', () => {
    for (const { id } of steps) expect(wrongTurn(id, scene('fresh-machine'))).toEqual([]);
  });
});

describe.each(steps)('Step $id', ({ check }) => {
  test.each(SCENES)('names on %s only what its picture knows', (name) => {
    const observation = scene(name);
    for (const baseline of [observation, scene('fresh-machine'), both]) {
      const verdict = judge(check, observation, { baseline });
      const ids = [...check.subject({ observation, baseline }), ...(verdict.status === 'failed' ? (verdict.at ?? []) : [])];
      const picture = pictureOf(observation);
      for (const id of ids) expect(explain(observation, id, picture), id).toBeDefined();
    }
  });
});

/** The host's end of the cable to a container, whether it is plugged in or not. */
function host(observation: Observation, name: string): string {
  const { id } = namespaceOf(observation, name);
  const links = observation.namespaces.find(({ role }) => role === 'host')?.links ?? [];
  return links.find(({ peer }) => peer?.namespaceId === id)?.name ?? '';
}
