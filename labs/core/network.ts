import type { Address, Container, DockerNetwork, Link, Namespace, Observation } from '../../sandbox/observation.ts';

/**
 * Questions about an observation, for checks. The kernel's facts answer them: who is whose port, whose peer, in which
 * namespace. Docker's word only gives names, so a container counts where its process is, not where Docker says.
 */

/** As many as an observation has namespaces. With many plugs to each of many containers there would be no end. */
const MOST_PLUGS = 64;

/** One end of a veth pair, where it lives. */
export interface LinkEnd {
  readonly namespace: Namespace;
  readonly link: Link;
}

export interface BridgePort {
  readonly link: Link;
  /** The other end of a veth; absent where the port is no veth or the other end cannot be seen. */
  readonly peer: LinkEnd | undefined;
}

export interface Bridge {
  readonly link: Link;
  /** Its first IPv4 address. */
  readonly address: Address | undefined;
  readonly ports: readonly BridgePort[];
}

/** A running container whose own network is joined to a bridge: `outside` is the port, `inside` the container's end. */
export interface Plug {
  readonly container: Container;
  readonly namespace: Namespace;
  readonly inside: Link;
  readonly outside: Link;
}

export function hostNamespace(observation: Observation): Namespace | undefined {
  return observation.namespaces.find((namespace) => namespace.role === 'host');
}

export function clientNamespace(observation: Observation): Namespace | undefined {
  return observation.namespaces.find((namespace) => namespace.role === 'client');
}

export function namespaceById(observation: Observation, id: string | undefined): Namespace | undefined {
  return id === undefined ? undefined : observation.namespaces.find((namespace) => namespace.id === id);
}

export function ipv4Of(link: Link): Address | undefined {
  return link.addresses.find((address) => address.family === 'inet');
}

/** Where the cable from this veth leads. */
export function peerOf(observation: Observation, link: Link): LinkEnd | undefined {
  if (link.kind !== 'veth' || link.peer === undefined) return undefined;
  const { namespaceId, index } = link.peer;
  const namespace = namespaceById(observation, namespaceId);
  const peer = namespace?.links.find((each) => each.index === index);
  return namespace && peer && { namespace, link: peer };
}

/** A bridge of the lab host, with its ports. An interface of that name that is no bridge does not count. */
export function bridge(observation: Observation, name: string): Bridge | undefined {
  const host = hostNamespace(observation);
  const link = host?.links.find((each) => each.name === name && each.kind === 'bridge');
  if (host === undefined || link === undefined) return undefined;
  const ports = host.links
    .filter((each) => each.master === link.index)
    .map((each) => ({ link: each, peer: peerOf(observation, each) }));
  return { link, address: ipv4Of(link), ports };
}

/** Running and paused containers, as Docker names them; none while Docker does not answer. */
export function runningContainers(observation: Observation): Container[] {
  if (observation.docker.state !== 'running') return [];
  return observation.docker.containers.filter(({ state }) => state === 'running' || state === 'paused');
}

/** The network space that a container has to itself or with other containers; none for one that shares the host's. */
export function ownNamespace(observation: Observation, container: Container): Namespace | undefined {
  const namespace = namespaceById(observation, container.namespaceId);
  return namespace?.role === 'host' || namespace?.role === 'client' ? undefined : namespace;
}

/** The containers whose processes live in a namespace. */
export function containersIn(observation: Observation, namespace: Namespace): Container[] {
  return residents(observation).get(namespace) ?? [];
}

function residents(observation: Observation): Map<Namespace | undefined, Container[]> {
  return Map.groupBy(runningContainers(observation), (container) => ownNamespace(observation, container));
}

/** The containers that are plugged into a bridge by a veth whose other end is in their namespace, the first in order of ports. */
export function pluggedContainers(observation: Observation, bridgeName: string): Plug[] {
  const byNamespace = residents(observation);
  const ports = bridge(observation, bridgeName)?.ports ?? [];
  const plugs = ports.values().flatMap(({ link, peer }) =>
    peer === undefined
      ? []
      : (byNamespace.get(peer.namespace) ?? []).map((container) => ({
          container,
          namespace: peer.namespace,
          inside: peer.link,
          outside: link,
        })),
  );
  return plugs.take(MOST_PLUGS).toArray();
}

/** Whether packets can pass the plug: both ends are up. */
export function isLive({ inside, outside }: Plug): boolean {
  return inside.up && outside.up && outside.carrier;
}

export function dockerNetwork(observation: Observation, name: string): DockerNetwork | undefined {
  if (observation.docker.state !== 'running') return undefined;
  return observation.docker.networks.find((network) => network.name === name);
}

/** The Docker network whose bridge is called so, by Docker's word. */
export function networkOfBridge({ docker }: Observation, name: string): DockerNetwork | undefined {
  if (docker.state !== 'running') return undefined;
  return docker.networks.find(({ bridge: its }) => its === name);
}

/** Running containers that Docker counts to its default bridge network, plugged in or not. */
export function containersOnDefaultBridge(observation: Observation): Container[] {
  return runningContainers(observation).filter((container) => container.networks.some(({ name }) => name === 'bridge'));
}
