import type { KeyboardEvent } from 'react';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

const directions: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Being off to the side counts more than being far ahead: one who presses an arrow looks along a line. */
const ASIDE = 2;

/** Which of the spots lies next from there when one goes that way. */
export function nearest(from: Spot, others: readonly Spot[], key: string): number | undefined {
  const way = directions[key];
  if (way === undefined) return undefined;
  const costs = others.map((other) => {
    const [dx, dy] = [other.x - from.x, other.y - from.y];
    const ahead = dx * way.x + dy * way.y;
    return ahead < 1 ? Number.POSITIVE_INFINITY : ahead + ASIDE * Math.abs(dx * way.y + dy * way.x);
  });
  const least = Math.min(...costs);
  return Number.isFinite(least) ? costs.indexOf(least) : undefined;
}

/** Which comes next by the order in which they stand in the page; this way nothing is out of reach. */
export function inOrder(index: number, count: number, key: string): number | undefined {
  const ways: Readonly<Record<string, number>> = { Home: 0, End: count - 1, PageUp: index - 1, PageDown: index + 1 };
  const next = ways[key];
  return next !== undefined && next >= 0 && next < count ? next : undefined;
}

/** Everything on the map that has facts. */
const THINGS = '.react-flow__node, .map-wire, .map-port';

/** Arrow keys go from thing to thing; the map is one stop for Tab. */
export function goByKey(event: KeyboardEvent<HTMLElement>): void {
  const here = event.target instanceof Element ? event.target.closest(THINGS) : null;
  if (here === null || event.ctrlKey || event.altKey || event.metaKey) return;
  const things = [...event.currentTarget.querySelectorAll<HTMLElement | SVGElement>(THINGS)];
  const index = things.indexOf(here as HTMLElement | SVGElement);
  const spots = things.map(centreOf);
  const next = nearest(centreOf(here), spots, event.key) ?? inOrder(index, things.length, event.key);
  if (next !== undefined) things[next]?.focus();
  // No key that goes from thing to thing scrolls the page at the end of the way.
  if (event.key in directions || /^(Home|End|Page)/.test(event.key)) event.preventDefault();
}

function centreOf(thing: Element): Spot {
  const { x, y, width, height } = thing.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
