import type { Box, Point } from '../../labs/core/picture/layout-boxes.ts';
import type { Moment } from './map-feed.ts';

/** What the keyboard can stand on, by id, and the point that stands for it. */
export type Stops = ReadonlyMap<string, Point>;

const ways = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
type Way = (typeof ways)[number];

/** Half the height of a frame's name. */
const NAME_MIDDLE = 12;
/** What lies aside is farther than what lies straight ahead. */
const ASIDE = 3;

/** Everything on the map that can be chosen: frames by their names, plugs and bridges, wires, published ports. */
export function stopsOf({ picture, layout }: Pick<Moment, 'picture' | 'layout'>): Stops {
  const places = picture.places.flatMap(({ id, interfaces }) => [
    ...at(id, layout.places.get(id), ({ x, y }) => ({ x: x + NAME_MIDDLE, y: y + NAME_MIDDLE })),
    ...interfaces.flatMap((each) => at(each.id, layout.interfaces.get(each.id), middleOf)),
  ]);
  const wires = picture.wires.flatMap(({ id }) => at(id, layout.wires.get(id), longestMiddle));
  const ports = picture.publications.flatMap(({ id }) => at(id, layout.publications.get(id)?.label, middleOf));
  return new Map([...places, ...wires, ...ports]);
}

function at<Drawn>(id: string, drawn: Drawn | undefined, point: (drawn: Drawn) => Point): [string, Point][] {
  return drawn === undefined ? [] : [[id, point(drawn)]];
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Of the straight piece of a wire that one sees first. */
function longestMiddle(points: readonly Point[]): Point {
  const pieces = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const length = ({ from, to }: (typeof pieces)[number]) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  const longest = pieces.toSorted((one, other) => length(other) - length(one))[0];
  if (longest === undefined) return points[0] ?? { x: 0, y: 0 };
  return { x: (longest.from.x + longest.to.x) / 2, y: (longest.from.y + longest.to.y) / 2 };
}

/** Where a key leads: arrows to a neighbour, the others one by one through all, so that nothing is out of reach. */
export function stopFor(stops: Stops, from: string, key: string): string | undefined {
  const all = [...stops.keys()];
  const at = all.indexOf(from);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key === 'PageDown') return all[at + 1];
  if (key === 'PageUp') return all[at - 1];
  return isWay(key) ? nextStop(stops, from, key) : undefined;
}

function isWay(key: string): key is Way {
  return (ways as readonly string[]).includes(key);
}

/** The nearest stop that way. Straight ahead counts as nearer than aside; `undefined` at the edge of the map. */
function nextStop(stops: Stops, from: string, way: Way): string | undefined {
  const here = stops.get(from);
  if (here === undefined) return undefined;
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const [id, point] of stops) {
    const { ahead, aside } = offset(here, point, way);
    const cost = ahead + ASIDE * aside;
    if (id !== from && ahead > 0 && (best === undefined || cost < best.cost)) best = { id, cost };
  }
  return best?.id;
}

function offset(from: Point, to: Point, way: Way): { readonly ahead: number; readonly aside: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (way === 'ArrowRight') return { ahead: dx, aside: Math.abs(dy) };
  if (way === 'ArrowLeft') return { ahead: -dx, aside: Math.abs(dy) };
  return { ahead: way === 'ArrowDown' ? dy : -dy, aside: Math.abs(dx) };
}
