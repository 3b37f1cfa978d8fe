import type { Interface, Picture, Place } from './picture.ts';

/** An interface of the host that is plugged into a bridge or whose cable leads to a container or a namespace. */
export interface Port {
  readonly id: string;
  readonly bridge: string | undefined;
  /** The place that its cable leads to. */
  readonly place: string | undefined;
}

/** Who is drawn, and in what part. */
export interface Cast {
  readonly hasClient: boolean;
  readonly bridges: readonly string[];
  readonly ports: readonly Port[];
  /** Containers and namespaces. */
  readonly places: ReadonlySet<string>;
  /** The host's left column: what faces outside comes first, then published ports, then the rest. */
  readonly side: readonly string[];
  /** The interfaces of each place, the host left out. */
  readonly plugs: readonly (readonly string[])[];
  /** How many interfaces of a place are not drawn. */
  readonly hidden: ReadonlyMap<string, number>;
}

/** More than these nobody reads; the table has them all. */
const MOST_BRIDGES = 12;
const MOST_LOOSE_PORTS = 30;
const MOST_SIDE_INTERFACES = 12;
const MOST_PUBLICATIONS = 24;
export const MOST_PLUGS = 3;

/** Casts a picture. Where there are too many, those who are drawn already come first. */
export function castOf(picture: Picture, isDrawn: (id: string) => boolean): Cast {
  const host = picture.places.find(({ kind }) => kind === 'host');
  const client = picture.places.find(({ kind }) => kind === 'client');
  const others = picture.places.filter((place) => place !== host);
  const placeOf = new Map(others.flatMap(({ id, interfaces }) => interfaces.map((each) => [each.id, id])));
  const roles = rolesIn(host, (each) => placeOf.get(each.peer ?? '') === client?.id && client !== undefined);
  const cut = <Item extends { readonly id: string }>(items: readonly Item[], most: number) => mostOf(items, most, isDrawn);

  const bridges = cut(roles.bridge, MOST_BRIDGES).map(({ id }) => id);
  const ports = roles.port.map(({ id, bridge, peer }) => ({
    id,
    bridge: bridge !== undefined && bridges.includes(bridge) ? bridge : undefined,
    place: placeOf.get(peer ?? ''),
  }));
  const leading = ports.filter(({ place }) => place !== undefined);
  const loose = cut(
    ports.filter(({ place }) => place === undefined),
    MOST_LOOSE_PORTS,
  );
  const outward = cut(roles.outward, MOST_SIDE_INTERFACES);
  const rest = cut(roles.rest, MOST_SIDE_INTERFACES);
  const drawnInHost = bridges.length + leading.length + loose.length + outward.length + rest.length;
  const inPlaces = others.map((place) => ({ place, drawn: cut(shownIn(place), MOST_PLUGS) }));
  const hidden = inPlaces.map(({ place, drawn }) => [place.id, shownIn(place).length - drawn.length] as const);
  if (host !== undefined) hidden.push([host.id, Object.values(roles).flat().length - drawnInHost]);
  const published = cut(picture.publications, MOST_PUBLICATIONS);
  return {
    hasClient: client !== undefined,
    bridges,
    ports: [...leading, ...loose],
    places: new Set(others.filter((place) => place !== client).map(({ id }) => id)),
    side: [...outward, ...published, ...rest].map(({ id }) => id),
    plugs: inPlaces.map(({ drawn }) => drawn.map(({ id }) => id)),
    hidden: new Map(hidden.filter(([, count]) => count > 0)),
  };
}

type Role = 'bridge' | 'port' | 'outward' | 'rest';

function rolesIn(host: Place | undefined, facesClient: (each: Interface) => boolean): Record<Role, Interface[]> {
  const roles: Record<Role, Interface[]> = { bridge: [], port: [], outward: [], rest: [] };
  for (const each of host === undefined ? [] : shownIn(host)) roles[roleOf(each, facesClient)].push(each);
  return roles;
}

function roleOf(each: Interface, facesClient: (each: Interface) => boolean): Role {
  if (each.kind === 'bridge') return 'bridge';
  if (facesClient(each)) return 'outward';
  if (each.bridge !== undefined || each.peer !== undefined) return 'port';
  // A way out of a machine whose surroundings are not seen.
  return each.addresses.length > 0 ? 'outward' : 'rest';
}

/** Every namespace has a `lo`: it is worth a place only where there is nothing else. */
function shownIn({ interfaces, kind }: Place): readonly Interface[] {
  const others = interfaces.filter((each) => each.kind !== 'loopback');
  return others.length === 0 && kind !== 'host' ? interfaces : others;
}

function mostOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  most: number,
  isDrawn: (id: string) => boolean,
): readonly Item[] {
  if (items.length <= most) return items;
  const kept = items.filter(({ id }) => isDrawn(id)).slice(0, most);
  const keptIds = new Set(kept.map(({ id }) => id));
  const added = items.filter(({ id }) => !keptIds.has(id)).slice(0, most - kept.length);
  return [...kept, ...added];
}
