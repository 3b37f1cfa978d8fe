import { describe, expect, test } from 'vitest';
import { check } from '../../../labs/docker-network/steps/veth-appears/check.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, container, containers, failedWith, host, hostLink, judge, namespaceOf, portOf, scene } from '../scenes.ts';

const fresh = scene('fresh-machine');
const one = scene('nginx-default-bridge');

function withPort(kind: string, peer?: { namespaceId: string; index: number }): Observation {
  return changed(fresh, (machine) => {
    const docker0 = hostLink(machine, 'docker0');
    host(machine).links.push({
      index: 77,
      name: 'veth1234567',
      kind,
      mtu: 1500,
      up: true,
      carrier: true,
      master: docker0.index,
      peer,
      addresses: [],
      counters: { rxPackets: 9, rxBytes: 9, txPackets: 9, txBytes: 9 },
    });
  });
}

describe('The check of the veth', () => {
  test('passes for a container plugged into docker0', () => {
    expect(judge(check, one)).toMatchObject({
      status: 'passed',
      evidence: { ports: [portOf(one, 'web')], containers: ['web'] },
    });
  });

  test('keeps a bounded amount of evidence, whatever the machine is made of', () => {
    const swarm = changed(one, (machine) => {
      const plug = hostLink(machine, portOf(one, 'web'));
      const web = container(machine, 'web');
      for (let index = 100; index < 600; index += 1) host(machine).links.push({ ...plug, index, name: `veth${index}` });
      for (let each = 0; each < 255; each += 1) containers(machine).push({ ...web, name: `\u202e${'x'.repeat(300)}` });
    });
    const verdict = judge(check, swarm);
    expect(verdict).toMatchObject({ status: 'passed' });
    expect(JSON.stringify(verdict).length).toBeLessThan(10_000);
    expect(JSON.stringify(verdict)).not.toContain('\u202e');
  });

  test('fails on an empty bridge, in the words of the lesson', () => {
    expect(judge(check, fresh)).toMatchObject({
      reason: 'no-container',
      found: {
        en: 'docker0 (172.17.0.1/16) exists, but nothing is plugged into it: no container runs on the default bridge.',
      },
    });
  });

  test.each(['dummy', 'vxlan', 'tun'])('fails for a %s that is called veth', (kind) => {
    expect(judge(check, withPort(kind))).toEqual(failedWith('port-without-container'));
  });

  test('fails for a veth that is nobody’s, or whose peer stays on the host', () => {
    expect(judge(check, withPort('veth'))).toEqual(failedWith('port-without-container'));
    const onHost = { namespaceId: host(fresh).id, index: hostLink(fresh, 'eth0').index };
    expect(judge(check, withPort('veth', onHost))).toEqual(failedWith('port-without-container'));
  });

  test('fails for a veth into a namespace in which no container runs', () => {
    const deserted = changed(one, (machine) => {
      containers(machine).length = 0;
    });
    expect(judge(check, deserted)).toEqual(failedWith('port-without-container'));
  });

  test.each([
    ['container-network-host', 'host-network'],
    ['container-network-none', 'no-network'],
  ] as const)('fails for %s', (name, reason) => {
    expect(judge(check, scene(name))).toEqual(failedWith(reason));
  });

  test('fails for a container on another bridge, and names its network', () => {
    const elsewhere = changed(one, (machine) => {
      hostLink(machine, portOf(machine, 'web')).master = 99;
      for (const network of container(machine, 'web').networks) network.name = 'mine';
    });
    expect(judge(check, elsewhere)).toMatchObject({ reason: 'other-network', found: { en: expect.stringContaining('(mine)') } });
  });

  test('fails for a plug whose one end is down', () => {
    const down = changed(one, (machine) => {
      hostLink(machine, portOf(machine, 'web')).up = false;
    });
    expect(judge(check, down)).toEqual(failedWith('plug-down'));
    const downInside = changed(one, (machine) => {
      for (const link of namespaceOf(machine, 'web').links) link.up = false;
    });
    expect(judge(check, downInside)).toMatchObject({
      reason: 'plug-down',
      found: { en: expect.stringContaining('eth0 inside') },
    });
  });

  test('fails for a container whose veth was pulled out', () => {
    const pulled = changed(one, (machine) => {
      hostLink(machine, portOf(machine, 'web')).master = undefined;
    });
    expect(judge(check, pulled)).toEqual(failedWith('detached'));
  });
});
