import type { Container, Link, Namespace, Observation } from '../../sandbox/observation.ts';
import { type Publication, publications } from './netfilter.ts';
import { hostNamespace, namespaceById, type Plug } from './network.ts';
import { interfaceId, publicationId, wireEnds } from './picture/ids.ts';

/**
 * The id that a picture gives to a thing of an observation. It is made here alone, of what an observation holds, so that a
 * step cannot name what no picture knows. What is there, but too much to be drawn, is in the table all the same.
 */
export type ThingId = string & { readonly ofPicture: true };

function thing(id: string): ThingId {
  return id as ThingId;
}

export function placeThing({ id }: Pick<Namespace, 'id'>): ThingId {
  return thing(id);
}

/** The host's interface, or one in another namespace. */
export function linkThing(namespace: Pick<Namespace, 'id'>, { index }: Pick<Link, 'index'>): ThingId {
  return thing(interfaceId(namespace.id, index));
}

export function publishedThing({ dnat, hostPort, address, port }: Publication): ThingId {
  const { protocol = 'tcp' } = dnat.rule;
  return thing(publicationId({ protocol, hostPort, address, port }, dnat.rule));
}

/** The rules that offer a port of the host to the outside. */
export function publishedThings(
  observation: Observation,
  wanted: { readonly bridge: string; readonly hostPort: number },
): ThingId[] {
  const found = publications(observation, wanted.bridge).filter(({ hostPort }) => hostPort === wanted.hostPort);
  return found.map(publishedThing);
}

/** The host itself: nothing where no host is seen. */
export function hostThings(observation: Observation): ThingId[] {
  const host = hostNamespace(observation);
  return host === undefined ? [] : [placeThing(host)];
}

/** Interfaces of the host. */
export function hostLinkThings(observation: Observation, links: readonly Link[]): ThingId[] {
  const host = hostNamespace(observation);
  return host === undefined ? [] : links.map((link) => linkThing(host, link));
}

/** The boxes of containers; a container on the host's network is where the host is. */
export function containerThings(observation: Observation, containers: readonly Container[]): ThingId[] {
  const places = containers.map(({ namespaceId }) => namespaceById(observation, namespaceId));
  return [...new Set(places.filter((place) => place !== undefined))].map(placeThing);
}

/** The cables of plugs, each from end to end. */
export function cableThings(observation: Observation, plugs: readonly Plug[]): ThingId[] {
  const host = hostNamespace(observation);
  if (host === undefined) return [];
  return plugs.map(({ namespace, inside, outside }) =>
    thing(wireEnds(linkThing(host, outside), linkThing(namespace, inside)).id),
  );
}

/** The host's end of the cable to a container, plugged in or not; its box where no cable leads there. */
export function cableEndThings(observation: Observation, container: Container): ThingId[] {
  const host = hostNamespace(observation);
  const end = host?.links.find(({ peer }) => peer !== undefined && peer.namespaceId === container.namespaceId);
  return host && end ? [linkThing(host, end)] : containerThings(observation, [container]);
}

/** The end of a plug's cable that is down. */
export function deadEndThings(observation: Observation, { namespace, inside, outside }: Plug): ThingId[] {
  return outside.up && !inside.up ? [linkThing(namespace, inside)] : hostLinkThings(observation, [outside]);
}
