import { describe, expect, test } from 'vitest';
import {
  bridge,
  clientNamespace,
  containersIn,
  hostNamespace,
  isLive,
  ownNamespace,
  peerOf,
  pluggedContainers,
  runningContainers,
} from '../../../labs/core/network.ts';
import { changed, container, containers, hostLink, namespaceOf, portOf, scene } from '../scenes.ts';

const fresh = scene('fresh-machine');
const one = scene('nginx-default-bridge');
const two = scene('nginx-unpublished-exporter-published-8080');

describe('A bridge', () => {
  test('has its address and no port on a fresh machine', () => {
    const docker0 = bridge(fresh, 'docker0');
    expect(docker0?.address).toMatchObject({ address: '172.17.0.1', prefixLength: 16 });
    expect(docker0?.ports).toEqual([]);
  });

  test('has a port whose other end is in the container', () => {
    const port = bridge(one, 'docker0')?.ports[0];
    expect(port?.peer?.link.name).toBe('eth0');
    expect(port?.peer?.namespace.role).toBe('container');
  });

  test('is not an interface that merely has its name', () => {
    const renamed = changed(fresh, (machine) => {
      hostLink(machine, 'docker0').kind = 'vxlan';
    });
    expect(bridge(renamed, 'docker0')).toBeUndefined();
    expect(bridge(scene('docker0-deleted'), 'docker0')).toBeUndefined();
  });
});

describe('The peer of a link', () => {
  test('leads from the host to the client and back', () => {
    const out = peerOf(fresh, hostLink(fresh, 'eth0'));
    expect(out?.namespace).toBe(clientNamespace(fresh));
    expect(out && peerOf(fresh, out.link)?.namespace).toBe(hostNamespace(fresh));
  });

  test('is unknown for a link that is no veth, or whose other end cannot be seen', () => {
    expect(peerOf(fresh, hostLink(fresh, 'docker0'))).toBeUndefined();
    const blind = changed(fresh, (machine) => {
      machine.namespaces = machine.namespaces.filter(({ role }) => role === 'host');
    });
    expect(peerOf(blind, hostLink(blind, 'eth0'))).toBeUndefined();
  });
});

describe('A plugged container', () => {
  test('is found by the kernel’s facts, in order of ports', () => {
    expect(pluggedContainers(two, 'docker0').map((plug) => plug.container.name)).toEqual(['web', 'exporter']);
  });

  test('is none that Docker only claims to be on the bridge', () => {
    const claimed = changed(scene('container-network-none'), (machine) => {
      const lonely = container(machine, 'lonely');
      lonely.networkMode = 'bridge';
      lonely.networks = [{ name: 'bridge', address: '172.17.0.9', gateway: '172.17.0.1', mac: '02:42:ac:11:00:09' }];
    });
    expect(pluggedContainers(claimed, 'docker0')).toEqual([]);
  });

  test('is live only while both ends are up', () => {
    const plugIn = (observation: typeof one) => pluggedContainers(observation, 'docker0').map(isLive);
    expect(plugIn(one)).toEqual([true]);
    const downInside = changed(one, (machine) => {
      for (const link of namespaceOf(machine, 'web').links) link.up = false;
    });
    expect(plugIn(downInside)).toEqual([false]);
    const downOutside = changed(one, (machine) => {
      hostLink(machine, portOf(machine, 'web')).up = false;
    });
    expect(plugIn(downOutside)).toEqual([false]);
  });

  test('shares its plug with a container in the same namespace', () => {
    const shared = changed(one, (machine) => {
      const sidecar = { ...container(machine, 'web'), id: 'f00d', name: 'sidecar', networkMode: 'container:web', networks: [] };
      containers(machine).push(sidecar);
    });
    expect(pluggedContainers(shared, 'docker0').map((plug) => plug.container.name)).toEqual(['web', 'sidecar']);
    expect(containersIn(shared, namespaceOf(shared, 'web'))).toHaveLength(2);
  });
});

describe('A running container', () => {
  test('on the host’s network has no namespace of its own', () => {
    const shared = scene('container-network-host');
    expect(ownNamespace(shared, container(shared, 'housemate'))).toBeUndefined();
  });

  test('is none that has exited, and none while Docker does not answer', () => {
    const exited = changed(one, (machine) => {
      container(machine, 'web').state = 'exited';
    });
    expect(runningContainers(exited)).toEqual([]);
    expect(runningContainers(scene('dockerd-killed'))).toEqual([]);
  });
});
