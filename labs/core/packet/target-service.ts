import type { Container, Namespace, Observation } from '../../../sandbox/observation.ts';
import { runningContainers } from '../network.ts';
import type { Party } from './packet.ts';

type Socket = Namespace['listening'][number];

/** Addresses of sockets that take what is for any address; an IPv6 one takes IPv4 as well. */
const ANY: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const MAPPED = '::ffff:';

function plainAddress(address: string): string {
  return address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
}

/** The socket that takes a TCP connection; one for the very address goes before one for any. */
export function listenerFor({ listening }: Namespace, { address, port }: Party): Socket | undefined {
  const onPort = listening.filter((socket) => socket.protocol === 'tcp' && socket.port === port);
  return onPort.find((socket) => plainAddress(socket.address) === address) ?? onPort.find((socket) => ANY.has(socket.address));
}

/** The socket on the same port that listens on another address only. */
export function listenerElsewhere({ listening }: Namespace, { port }: Party): Socket | undefined {
  return listening.find((socket) => socket.protocol === 'tcp' && socket.port === port);
}

export interface ProxiedPort {
  readonly container: Container;
  readonly address: string;
  readonly port: number;
}

/** The container that Docker's userland proxy stands in for at a port of the host. */
export function proxiedAt(observation: Observation, { role, processes }: Namespace, { port }: Party): ProxiedPort | undefined {
  if (role !== 'host' || !processes.some(({ command }) => command.startsWith('docker-proxy'))) return undefined;
  for (const container of runningContainers(observation)) {
    const published = container.ports.find((each) => each.hostPort === port && each.protocol === 'tcp');
    const address = container.networks.find((network) => network.address !== '')?.address;
    if (published !== undefined && address !== undefined) return { container, address, port: published.containerPort };
  }
  return undefined;
}
