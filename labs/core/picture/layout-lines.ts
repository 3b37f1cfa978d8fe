import { type Box, type Boxes, COLUMN_PITCH, columnsOf, GUTTER, LANE_PITCH, type Point, rowPitchOf } from './layout-boxes.ts';
import { type Cell, COLUMNS } from './layout-grid.ts';
import type { Plan } from './layout-plan.ts';
import type { Picture, Place, PublishedPort } from './picture.ts';

/** A published port: its label hangs below the interface that faces outside, and its way leads on to the container's plug. */
export interface Arrow {
  readonly label: Box;
  /** Corners, from the interface that faces outside. Ends where packets end: at the label where nobody has the address. */
  readonly points: readonly Point[];
}

/** How far from a box a cable turns. */
const TURN = 14;
const LANE_GAP = 8;

/** Where a cable's end is, and on which side the cable leaves it. */
interface End {
  readonly box: Box;
  readonly side: 'left' | 'right';
  /** The cell of the port or of the box that it is in; none for the client and for what faces it. */
  readonly cell: Cell | undefined;
  readonly isPort: boolean;
}

type Seat = Omit<End, 'box'>;

/** The corners of each wire whose two ends are drawn. Wires run between boxes, never across them, where each end has its usual place. */
export function wiresOf(picture: Picture, plan: Plan, boxes: Boxes): Map<string, readonly Point[]> {
  const seats = seatsOf(picture, plan);
  const ends = (id: string): End | undefined => {
    const [box, seat] = [boxes.interfaces.get(id), seats.get(id)];
    return box && seat && { box, ...seat };
  };
  const wires = new Map<string, readonly Point[]>();
  for (const wire of picture.wires) {
    const [one, other] = [ends(wire.ends[0]), ends(wire.ends[1])];
    if (one !== undefined && other !== undefined) wires.set(wire.id, route(plan, one, other));
  }
  return wires;
}

function seatsOf({ places }: Picture, plan: Plan): Map<string, Seat> {
  return new Map(places.flatMap((place) => place.interfaces.map(({ id }) => [id, seatOf(plan, place, id)])));
}

function seatOf(plan: Plan, { id: placeId, kind }: Place, id: string): Seat {
  const port = kind === 'host' ? plan.ports.get(id) : undefined;
  const isRight = port !== undefined || kind === 'client';
  return { side: isRight ? 'right' : 'left', cell: port ?? plan.places.get(placeId), isPort: port !== undefined };
}

/** From the first end to the second, with right angles only. */
function route(plan: Plan, one: End, other: End): Point[] {
  if (other.isPort && !one.isPort) return route(plan, other, one).reverse();
  const [from, to] = [exitOf(one), exitOf(other)];
  const lanes = lanesBetween(plan, one, other);
  if (lanes === undefined) return tidy([from, { x: (from.x + to.x) / 2, y: from.y }, { x: (from.x + to.x) / 2, y: to.y }, to]);
  const { firstX, channelY, lastX } = lanes;
  const middle =
    channelY === undefined
      ? []
      : [
          { x: firstX, y: channelY },
          { x: lastX, y: channelY },
        ];
  return tidy([from, { x: firstX, y: from.y }, ...middle, { x: lastX, y: to.y }, to]);
}

interface Lanes {
  readonly firstX: number;
  /** The channel below the row of the box; none where both ends turn in the same gutter. */
  readonly channelY: number | undefined;
  readonly lastX: number;
}

function lanesBetween(plan: Plan, one: End, other: End): Lanes | undefined {
  if (one.cell === undefined || other.cell === undefined) return undefined;
  const isHome = one.isPort && one.cell.row === other.cell.row && one.cell.column === other.cell.column;
  const firstX = one.isPort ? gutterLane(plan, one.cell, isHome) : turnBefore(plan, one.cell);
  if (other.isPort) return { firstX, channelY: undefined, lastX: firstX };
  const isSameGutter = one.isPort ? other.cell.column === 0 : other.cell.column === one.cell.column;
  if (isSameGutter) return { firstX, channelY: undefined, lastX: firstX };
  const lane = isHome ? other.cell.column : 0;
  return { firstX, channelY: channelOf(plan, other.cell.row, lane), lastX: turnBefore(plan, other.cell) };
}

/** The upper of a row's ports turns farther right, so that no two cables of a row cross. Cables to elsewhere have lanes of their own. */
function gutterLane(plan: Plan, { column }: Cell, isHome: boolean): number {
  const lane = isHome ? COLUMNS - column : COLUMNS + (column % 2) / 2;
  return columnsOf(plan).places - GUTTER + lane * LANE_GAP;
}

function turnBefore(plan: Plan, { column }: Cell): number {
  return columnsOf(plan).places + column * COLUMN_PITCH - TURN;
}

function channelOf(plan: Plan, row: number, lane: number): number {
  return (row + 1) * rowPitchOf(plan) - (COLUMNS - lane) * LANE_PITCH + 1;
}

function exitOf({ box, side }: End): Point {
  return { x: side === 'right' ? box.x + box.width : box.x, y: middleOf(box) };
}

function middleOf({ y, height }: Box): number {
  return y + height / 2;
}

/** Without the points that lie on the line between their neighbours. */
function tidy(points: readonly Point[]): Point[] {
  return points.filter((point, at) => {
    const [before, after] = [points[at - 1], points[at + 1]];
    if (before === undefined || after === undefined) return true;
    const isRepeated = before.x === point.x && before.y === point.y;
    const isStraight = (before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y);
    return !isRepeated && !isStraight;
  });
}

/** The way of each published port: from what faces outside, by its label and the bridge, into the cable to the container. */
export function arrowsOf(picture: Picture, boxes: Boxes, wires: ReadonlyMap<string, readonly Point[]>): Map<string, Arrow> {
  const { outward } = boxes;
  const arrows = new Map<string, Arrow>();
  picture.publications.forEach((publication, at) => {
    const label = boxes.labels.get(publication.id);
    if (label === undefined) return;
    const stem =
      outward === undefined
        ? []
        : [
            { x: outward.x + 10, y: outward.y + outward.height },
            { x: outward.x + 10, y: middleOf(label) },
          ];
    const exit = { x: label.x + label.width, y: middleOf(label) };
    const onward = onwardOf(picture, { publication, boxes, wires });
    const lane = exit.x + 12 + (at % 4) * 8;
    const turn =
      onward[0] === undefined
        ? []
        : [
            { x: lane, y: exit.y },
            { x: lane, y: onward[0].y },
          ];
    arrows.set(publication.id, { label, points: tidy([...stem, { x: label.x, y: exit.y }, exit, ...turn, ...onward]) });
  });
  return arrows;
}

interface Onward {
  readonly publication: PublishedPort;
  readonly boxes: Boxes;
  readonly wires: ReadonlyMap<string, readonly Point[]>;
}

/** From the bridge's edge to the container; only up to that edge where FORWARD lets nothing pass. */
function onwardOf(picture: Picture, { publication, boxes, wires }: Onward): readonly Point[] {
  const wire = picture.wires.find(({ ends }) => publication.target !== undefined && ends.includes(publication.target));
  const portId = wire?.ends.find((id) => id !== publication.target);
  const port = picture.places.flatMap(({ interfaces }) => interfaces).find(({ id }) => id === portId);
  const [portBox, bridge] = [boxes.interfaces.get(portId ?? ''), boxes.interfaces.get(port?.bridge ?? '')];
  if (wire === undefined || portBox === undefined || bridge === undefined) return [];
  const edge = { x: bridge.x, y: middleOf(portBox) };
  const way = wires.get(wire.id) ?? [];
  const toTarget = wire.ends[0] === portId ? way : way.toReversed();
  return publication.isLetThrough ? [edge, ...toTarget] : [edge];
}
