import { type Cast, castOf, type Port } from './layout-cast.ts';
import { type Band, type Cell, Grid } from './layout-grid.ts';
import type { Picture } from './picture.ts';

/** The slots of everything that is drawn. Positions follow from slots alone, so that what keeps its slot keeps its place. */
export interface Plan {
  readonly hasClient: boolean;
  readonly bands: readonly Band[];
  /** Host interfaces whose cables lead to places or that are plugged into a bridge, by id. */
  readonly ports: ReadonlyMap<string, Cell>;
  /** Containers and namespaces. */
  readonly places: ReadonlyMap<string, Cell>;
  /** Lines of the host's left column: what faces outside, and published ports. */
  readonly side: ReadonlyMap<string, number>;
  /** Lines of interfaces in the boxes of places. */
  readonly plugs: ReadonlyMap<string, number>;
  /** How many plugs the tallest box has had so far: rows are as far apart as it needs, and do not close up again. */
  readonly tallest: number;
  readonly hidden: ReadonlyMap<string, number>;
}

/** The band of ports without a bridge and of places without a port. */
export const LOOSE = 'loose';

export function planOf(picture: Picture, previous?: Plan): Plan {
  const cast = castOf(picture, (id) => isPlanned(previous, id));
  const grid = new Grid(previous?.bands ?? []);
  if (previous !== undefined) keep(previous, cast, grid);
  settle(cast, grid);
  const plugs = new Map(cast.plugs.flatMap((each) => [...linesOf(each, previous?.plugs)]));
  return {
    hasClient: cast.hasClient || (previous?.hasClient ?? false),
    bands: grid.bands,
    ports: grid.ports,
    places: grid.places,
    side: linesOf(cast.side, previous?.side),
    plugs,
    tallest: Math.max(previous?.tallest ?? 1, ...[...plugs.values()].map((line) => line + 1)),
    hidden: cast.hidden,
  };
}

function isPlanned(plan: Plan | undefined, id: string): boolean {
  return (
    plan !== undefined &&
    (plan.ports.has(id) || plan.side.has(id) || plan.plugs.has(id) || plan.bands.some((band) => band.id === id))
  );
}

/** A plug that is pulled out keeps its cell; one that is plugged into another bridge goes there. */
function keep(previous: Plan, cast: Cast, grid: Grid): void {
  for (const [id, cell] of previous.places) if (cast.places.has(id)) grid.places.set(id, cell);
  for (const { id, bridge } of cast.ports) {
    const cell = previous.ports.get(id);
    const isThere = cell !== undefined && (bridge === undefined || grid.bandAt(cell.row)?.id === bridge);
    if (isThere) grid.ports.set(id, cell);
  }
}

/** Gives a cell to whoever has none: ports with their places first, then what is alone. */
function settle(cast: Cast, grid: Grid): void {
  grid.dropBands(new Set(cast.bridges));
  const bandOf = ({ bridge }: Port) => bridge ?? LOOSE;
  const wanted = Map.groupBy(
    cast.ports.filter(({ id }) => !grid.ports.has(id)),
    bandOf,
  );
  for (const bridge of cast.bridges) grid.addBand(bridge, wanted.get(bridge)?.length ?? 0);
  const lonely = [...cast.places].filter((id) => !cast.ports.some(({ place }) => place === id) && !grid.places.has(id));
  const loose = wanted.get(LOOSE)?.length ?? 0;
  if (loose + lonely.length > 0) grid.addBand(LOOSE, loose + lonely.length);
  for (const port of cast.ports) {
    if (grid.ports.has(port.id)) bringHome(grid, bandOf(port), port);
    else seat(grid, bandOf(port), port);
  }
  for (const id of lonely) grid.places.set(id, grid.take(LOOSE));
}

function seat(grid: Grid, band: string, { id, place }: Port): void {
  const home = place === undefined ? undefined : homeOf(grid, { place, band });
  const cell = home !== undefined && grid.bandAt(home.row)?.id === band && grid.isPortFree(home) ? home : grid.take(band);
  grid.ports.set(id, cell);
  if (place !== undefined && home === undefined) grid.places.set(place, cell);
}

/** Docker plugs a cable in before its other end is in the container: the box comes to a port that has its cell already. */
function bringHome(grid: Grid, band: string, { id, place }: Port): void {
  if (place === undefined || homeOf(grid, { place, band }) !== undefined) return;
  const cell = grid.ports.get(id);
  grid.places.set(place, cell !== undefined && grid.isPlaceFree(cell) ? cell : grid.take(band));
}

/** What was nowhere so far, and is plugged in now, moves to its bridge: a container's namespace is there before its cable is. */
function homeOf(grid: Grid, { place, band }: { readonly place: string; readonly band: string }): Cell | undefined {
  const home = grid.places.get(place);
  return home !== undefined && band !== LOOSE && grid.bandAt(home.row)?.id === LOOSE ? undefined : home;
}

/** Each keeps its line; newcomers take the first free ones. */
function linesOf(ids: readonly string[], previous: ReadonlyMap<string, number> | undefined): Map<string, number> {
  const lines = new Map(ids.flatMap((id) => (previous?.has(id) ? [[id, previous.get(id) ?? 0] as const] : [])));
  const taken = new Set(lines.values());
  let next = 0;
  for (const id of ids) {
    if (lines.has(id)) continue;
    while (taken.has(next)) next += 1;
    lines.set(id, next);
    taken.add(next);
  }
  return lines;
}
