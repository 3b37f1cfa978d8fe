import { expect, test } from 'vitest';
import type { Container, Namespace, Observation } from '../../../sandbox/observation.ts';
import { openPorts } from '../../../server/preview/open-ports.ts';
import { observationOf } from '../../support/observations.ts';

const eth0 = {
  index: 2,
  name: 'eth0',
  kind: 'veth',
  mtu: 1500,
  up: true,
  carrier: true,
  addresses: [{ family: 'inet' as const, address: '192.168.0.10', prefixLength: 24 }],
  counters: { rxPackets: 0, rxBytes: 0, txPackets: 0, txBytes: 0 },
};

function machine(listening: Namespace['listening'], containers: Partial<Container>[] = []): Observation {
  const host: Namespace = {
    id: '1',
    role: 'host',
    names: [],
    links: [eth0],
    routes: [],
    neighbours: [],
    listening,
    tables: [],
    forwarding: true,
    processes: [],
  };
  const elsewhere: Namespace = {
    ...host,
    id: '2',
    role: 'container',
    listening: [{ protocol: 'tcp', address: '0.0.0.0', port: 9999 }],
  };
  const empty = observationOf(containers.length);
  if (empty.docker.state !== 'running') throw new Error('the recorded Docker runs');
  const named = empty.docker.containers.map((container, index) => ({ ...container, ...containers[index] }));
  return { ...empty, namespaces: [elsewhere, host], docker: { ...empty.docker, containers: named } };
}

const tcp = (address: string, port: number) => ({ protocol: 'tcp' as const, address, port });
const published = (hostPort: number) => ({ hostAddress: '0.0.0.0', hostPort, containerPort: 80, protocol: 'tcp' });

test('shows what listens on the host, once each, in order, and not what listens in containers', () => {
  const listening = [
    tcp('0.0.0.0', 8080),
    tcp('::', 8080),
    tcp('127.0.0.1', 22),
    { protocol: 'udp' as const, address: '0.0.0.0', port: 53 },
  ];
  expect(openPorts(machine(listening))).toEqual([
    { port: 22, address: '127.0.0.1' },
    { port: 8080, address: '127.0.0.1' },
  ]);
});

test('finds a server that does not listen on 127.0.0.1', () => {
  expect(openPorts(machine([tcp('172.17.0.1', 80), tcp('::1', 5173)]))).toEqual([
    { port: 80, address: '172.17.0.1' },
    { port: 5173, address: '::1' },
  ]);
});

test('names the container that a port is published for', () => {
  const observation = machine([tcp('0.0.0.0', 8080)], [{ name: 'web', ports: [published(8080)] }]);
  expect(openPorts(observation)).toEqual([{ port: 8080, address: '127.0.0.1', container: 'web' }]);
});

test('goes to the host’s own address where only a rule waits', () => {
  expect(openPorts(machine([], [{ name: 'web', ports: [published(8080)] }]))).toEqual([
    { port: 8080, address: '192.168.0.10', container: 'web' },
  ]);
});

test('leaves out what a container that has ended had published', () => {
  expect(openPorts(machine([], [{ state: 'exited', ports: [published(8080)] }]))).toEqual([]);
});

test('stays short on a machine that listens everywhere', () => {
  const listening = Array.from({ length: 512 }, (_, index) => tcp('0.0.0.0', index + 1));
  expect(openPorts(machine(listening))).toHaveLength(100);
});
