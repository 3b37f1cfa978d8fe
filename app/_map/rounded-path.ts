import type { Point } from '../../labs/core/picture/layout-boxes.ts';

const RADIUS = 7;

/** An SVG path through corners, each rounded as far as its neighbours leave room. */
export function roundedPath(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  const parts = rest.map((point, at) => {
    const before = points[at];
    const after = points[at + 2];
    return before === undefined || after === undefined ? `L${point.x} ${point.y}` : corner(before, point, after);
  });
  return `M${start.x} ${start.y}${parts.join('')}`;
}

function corner(before: Point, point: Point, after: Point): string {
  const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
  const [from, to] = [towards(point, before, radius), towards(point, after, radius)];
  return `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(other.x - one.x, other.y - one.y);
}
