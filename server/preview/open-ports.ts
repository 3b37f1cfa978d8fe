import { shownName } from '../../labs/core/wording.ts';
import type { Container, Namespace, Observation } from '../../sandbox/observation.ts';

export interface OpenPort {
  readonly port: number;
  /** Where a connection from within the host finds it. */
  readonly address: string;
  /** The container that it is published for, as it may be shown. */
  readonly container?: string;
}

/** A machine that listens everywhere is shown this much of it. */
const MAX_PORTS = 100;
const LOOPBACK = '127.0.0.1';
const REACHED_BY_LOOPBACK: readonly string[] = [LOOPBACK, '0.0.0.0', '::'];

/** The TCP ports of the lab host where something answers: what listens there, and what containers have published. */
export function openPorts({ namespaces, docker }: Observation): OpenPort[] {
  const host = namespaces.find(({ role }) => role === 'host');
  if (host === undefined) return [];
  const found = new Map<number, OpenPort>();
  for (const port of listeningPorts(host)) found.set(port, { port, address: listenedAddress(host, port) });
  for (const { container, port } of published(docker.state === 'running' ? docker.containers : [])) {
    const address = found.get(port)?.address ?? ownAddress(host);
    found.set(port, { port, address, container });
  }
  return [...found.values()].sort((a, b) => a.port - b.port).slice(0, MAX_PORTS);
}

function listeningPorts({ listening }: Namespace): Set<number> {
  return new Set(listening.filter(({ protocol }) => protocol === 'tcp').map(({ port }) => port));
}

function listenedAddress({ listening }: Namespace, wanted: number): string {
  const addresses = listening.filter(({ protocol, port }) => protocol === 'tcp' && port === wanted).map(({ address }) => address);
  if (addresses.some((address) => REACHED_BY_LOOPBACK.includes(address))) return LOOPBACK;
  return addresses[0] ?? LOOPBACK;
}

function published(containers: readonly Container[]): { container: string; port: number }[] {
  const running = containers.filter(({ state }) => state === 'running');
  return running.flatMap(({ name, ports }) =>
    ports.filter(({ protocol }) => protocol === 'tcp').map(({ hostPort }) => ({ container: shownName(name), port: hostPort })),
  );
}

/** Without a userland proxy nobody listens: a DNAT rule takes what is sent to one of the host's own addresses, but for loopback's. */
function ownAddress({ links }: Namespace): string {
  const addresses = links.filter(({ up, kind }) => up && kind !== 'loopback').flatMap((link) => link.addresses);
  return addresses.find(({ family }) => family === 'inet')?.address ?? LOOPBACK;
}
