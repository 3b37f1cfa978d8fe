import type { Box, Point } from '../../labs/core/picture/layout-boxes.ts';

/** Text smaller than this cannot be read: what does not fit at this size is reached by moving the map. */
const SMALLEST_FIT = 0.55;
/** A phone is brought nearer to the eye, or zoomed with two fingers, by whoever has seen that there is something. */
const SMALL_ROOM = 480;
const SMALLEST_FIT_THERE = 0.33;
const LARGEST_FIT = 1.15;
const MARGIN = 14;
/** The buttons and the legend lie there. */
const FOOT = 52;
/** Who stands so near to the edge does not see what is beside them. */
const EDGE = 48;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture is shifted and scaled in the room that the page gives it. */
export interface View extends Point {
  readonly zoom: number;
}

/** Shows everything, or as much as can be read; if that `isAsked` for, everything however small. */
export function wholeView(room: Size, { width, height }: Size, { isAsked = false } = {}): View {
  const readable = room.width < SMALL_ROOM ? SMALLEST_FIT_THERE : SMALLEST_FIT;
  const whole = Math.min((room.width - 2 * MARGIN) / width, (room.height - MARGIN - FOOT) / height);
  const zoom = Math.min(LARGEST_FIT, isAsked ? whole : Math.max(readable, whole));
  const x = Math.max(MARGIN, (room.width - width * zoom) / 2);
  const y = Math.max(MARGIN, (room.height - FOOT - height * zoom) / 2);
  return { x, y, zoom };
}

/** Puts a point in the middle, or as near to it as leaves no empty room at the picture's edges. */
export function viewAt({ x, y }: Point, zoom: number, { room, picture }: { readonly room: Size; readonly picture: Size }): View {
  return {
    x: within(room.width / 2 - x * zoom, [room.width - picture.width * zoom - MARGIN, MARGIN]),
    y: within(room.height / 2 - y * zoom, [room.height - picture.height * zoom - FOOT, MARGIN]),
    zoom,
  };
}

/** Whether a box is in sight, from its left to its right edge; a tall one may go on below. */
export function isSeen({ x, y, width }: Box, view: View, room: Size): boolean {
  const corner = { x: x * view.zoom + view.x, y: y * view.zoom + view.y };
  return isWithin(corner, { width: room.width - width * view.zoom, height: room.height - FOOT });
}

/** Whether a point is in sight with something round it. */
export function isWellSeen({ x, y }: Point, view: View, room: Size): boolean {
  const seen = { x: x * view.zoom + view.x - EDGE, y: y * view.zoom + view.y - EDGE };
  return isWithin(seen, { width: room.width - 2 * EDGE, height: room.height - 2 * EDGE });
}

/** Where the picture is smaller than the room, the first limit is beyond the second: either will do. */
function within(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(least, most), Math.max(Math.min(least, most), value));
}

function isWithin({ x, y }: Point, { width, height }: Size): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}
