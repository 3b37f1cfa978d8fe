import type { Link, Namespace, Observation } from '../../../sandbox/observation.ts';

/** What of an observation is the same on every machine that went through the same: no numbers, no chance names, no counters. IPv6 is made up of chance. */
export function outline(observation: Observation) {
  const names = new Map(observation.namespaces.map((namespace) => [namespace.id, partOf(observation, namespace)]));
  return {
    namespaces: observation.namespaces.map((namespace) => outlineOf(namespace, names)).sort(byPart),
    docker: observation.docker.state === 'running' ? dockerOutline(observation, names) : observation.docker,
    truncated: observation.truncated,
  };
}

type Parts = ReadonlyMap<string, string>;

/** A role, and for a container's namespace the container. */
function partOf({ docker }: Observation, { id, role }: Namespace): string {
  const container = docker.state === 'running' ? docker.containers.find((one) => one.namespaceId === id) : undefined;
  return role === 'container' && container !== undefined ? `container ${container.name}` : role;
}

function byPart(one: { readonly part: string }, other: { readonly part: string }): number {
  return one.part.localeCompare(other.part);
}

function outlineOf(namespace: Namespace, parts: Parts) {
  return {
    part: parts.get(namespace.id) ?? '?',
    names: namespace.names,
    links: namespace.links.map((link) => linkOutline(link, namespace, parts)),
    routes: namespace.routes
      .filter(({ family }) => family === 'inet')
      .map(({ destination, gateway, type }) => [destination, gateway, type]),
    rules: namespace.tables.flatMap(({ name, chains }) =>
      chains.flatMap((chain) => chain.rules.map(({ spec }) => `${name} ${chain.name} ${spec}`)),
    ),
    forwarding: namespace.forwarding,
  };
}

function linkOutline(link: Link, { links }: Namespace, parts: Parts) {
  return {
    name: link.name.replace(/^veth[0-9a-f]{7}$/, 'veth'),
    kind: link.kind,
    up: link.up,
    carrier: link.carrier,
    plugged: links.find(({ index }) => index === link.master)?.name,
    peer: link.peer === undefined ? undefined : parts.get(link.peer.namespaceId),
    addresses: link.addresses
      .filter(({ family }) => family === 'inet')
      .map(({ address, prefixLength }) => `${address}/${prefixLength}`),
  };
}

function dockerOutline({ docker }: Observation, parts: Parts) {
  if (docker.state !== 'running') return docker;
  return {
    containers: docker.containers
      .map(({ name, image, state, namespaceId, networkMode, ports, networks }) => ({
        name,
        image,
        state,
        networkMode,
        ports,
        part: parts.get(namespaceId ?? ''),
        addresses: networks.map(({ address, gateway }) => [address, gateway]),
      }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    networks: docker.networks
      .map(({ name, driver, bridge, subnet, gateway }) => ({ name, driver, bridge, subnet, gateway }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}
