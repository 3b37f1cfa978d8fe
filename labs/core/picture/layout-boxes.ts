import { type Band, type Cell, COLUMNS } from './layout-grid.ts';
import type { Plan } from './layout-plan.ts';
import type { Interface, Picture, Place } from './picture.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Boxes {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Box>;
  readonly interfaces: ReadonlyMap<string, Box>;
  /** Labels of published ports. */
  readonly labels: ReadonlyMap<string, Box>;
  /** The interface of the host that faces outside. */
  readonly outward: Box | undefined;
}

/** Name and image, or name and kind: two lines of text. */
export const HEADER = 38;
const PLACE_WIDTH = 188;
/** An interface inside a place: its name and its address on one line. */
const PLUG = { height: 24, pitch: 26, margin: 10, firstY: HEADER + 2 };
/** Room below the tallest box for the cables to the boxes farther right. */
export const LANE_PITCH = 5;
export const COLUMN_PITCH = PLACE_WIDTH + 40;
/** Between client and host. */
const CLIENT_GAP = 40;
const HOST = { padding: 14, sideWidth: 176, sidePitch: 28, indent: 20, sideGap: 46, bridgeWidth: 126 };
/** A plug that is in no bridge stands this far off. */
const UNPLUGGED_OFFSET = 14;
const PORT = { width: 106, height: 20, pitch: 22 };
/** As high as the ports of a full row. */
const LEAST_ROW_PITCH = COLUMNS * PORT.pitch;
/** At the height of a row's first port: beside the last port of the row before there is room for the end of the bridge above. */
const BRIDGE_TOP = PLUG.firstY + 1;
const LEAST_BRIDGE_HEIGHT = 92;
const BRIDGE_GAP = 4;
const HOST_WIDTH = HOST.padding + HOST.sideWidth + HOST.sideGap + HOST.bridgeWidth + PORT.width + UNPLUGGED_OFFSET + HOST.padding;
/** Between the host and the first column of boxes: the cables' lanes. */
export const GUTTER = 52;

/** From one row of boxes to the next: the tallest box, and the cables below it. */
export function rowPitchOf({ tallest }: Pick<Plan, 'tallest'>): number {
  return Math.max(LEAST_ROW_PITCH, tallestBox(tallest) + COLUMNS * LANE_PITCH - 1);
}

function tallestBox(plugs: number): number {
  return PLUG.firstY + plugs * PLUG.pitch + 6;
}

/** The x of the host's columns, and of the first column of boxes. */
export function columnsOf({ hasClient }: Pick<Plan, 'hasClient'>) {
  const host = hasClient ? PLACE_WIDTH + CLIENT_GAP : 0;
  const side = host + HOST.padding;
  const bridge = side + HOST.sideWidth + HOST.sideGap;
  const port = bridge + HOST.bridgeWidth;
  return { host, side, bridge, port, hostEnd: host + HOST_WIDTH, places: host + HOST_WIDTH + GUTTER };
}

export function boxesOf(picture: Picture, plan: Plan): Boxes {
  const host = picture.places.find(({ kind }) => kind === 'host');
  const client = picture.places.find(({ kind }) => kind === 'client');
  const inHost = host === undefined ? new Map<string, Box>() : hostBoxes(host, plan);
  const labels = new Map(picture.publications.flatMap(({ id }) => boxIfAny(id, labelBox(plan, id))));
  const places = new Map<string, Box>();
  const interfaces = new Map(inHost);
  for (const place of picture.places) {
    const cell = plan.places.get(place.id);
    const corner = place === client ? { x: 0, y: 0 } : cell && cornerOf(plan, cell);
    if (place === host) places.set(place.id, hostBox(plan, [...inHost.values(), ...labels.values()]));
    else if (corner !== undefined) addPlace({ places, interfaces }, { place, corner, plan });
  }
  const all = [...places.values()];
  const width = Math.max(0, ...all.map((box) => box.x + box.width));
  return {
    width,
    height: Math.max(0, ...all.map((box) => box.y + box.height)),
    places,
    interfaces,
    labels,
    outward: outwardOf(plan, inHost),
  };
}

function outwardOf({ side }: Plan, inHost: ReadonlyMap<string, Box>): Box | undefined {
  const first = [...side].filter(([id]) => inHost.has(id)).toSorted(([, line], [, other]) => line - other)[0];
  return first && inHost.get(first[0]);
}

function cornerOf(plan: Plan, { row, column }: Cell): Point {
  return { x: columnsOf(plan).places + column * COLUMN_PITCH, y: row * rowPitchOf(plan) };
}

interface PlacedPlace {
  readonly place: Place;
  readonly corner: Point;
  readonly plan: Plan;
}

function addPlace(
  boxes: { readonly places: Map<string, Box>; readonly interfaces: Map<string, Box> },
  { place, corner, plan }: PlacedPlace,
): void {
  let lines = 0;
  for (const { id } of place.interfaces) {
    const line = plan.plugs.get(id);
    if (line === undefined) continue;
    lines = Math.max(lines, line + 1);
    boxes.interfaces.set(id, {
      x: corner.x + PLUG.margin,
      y: corner.y + PLUG.firstY + line * PLUG.pitch,
      width: PLACE_WIDTH - 2 * PLUG.margin,
      height: PLUG.height,
    });
  }
  boxes.places.set(place.id, { ...corner, width: PLACE_WIDTH, height: tallestBox(lines) });
}

function hostBoxes(host: Place, plan: Plan): Map<string, Box> {
  const ports = new Map(host.interfaces.flatMap((each) => boxIfAny(each.id, portBox(plan, each))));
  const side = host.interfaces.flatMap(({ id }) => boxIfAny(id, sideBox(plan, id)));
  const bridges = host.interfaces.flatMap(({ id }) => boxIfAny(id, bridgeBox(plan, { id, host, ports })));
  return new Map([...side, ...bridges, ...ports]);
}

function boxIfAny(id: string, box: Box | undefined): [string, Box][] {
  return box === undefined ? [] : [[id, box]];
}

/** Ports stand beside their row of boxes, the one for the first column at the height of its box's first plug. */
function portBox(plan: Plan, { id, bridge }: Interface): Box | undefined {
  const cell = plan.ports.get(id);
  if (cell === undefined) return undefined;
  const y = cell.row * rowPitchOf(plan) + PLUG.firstY + (PLUG.height - PORT.height) / 2 + cell.column * PORT.pitch;
  const x = columnsOf(plan).port + (bridge === undefined ? UNPLUGGED_OFFSET : 0);
  return { x, y, width: PORT.width, height: PORT.height };
}

/** As tall as its ports need, and not into the next. */
function bridgeBox(
  plan: Plan,
  { id, host, ports }: { readonly id: string; readonly host: Place; readonly ports: ReadonlyMap<string, Box> },
): Box | undefined {
  const band = plan.bands.find((each) => each.id === id);
  if (band === undefined || !host.interfaces.some((each) => each.id === id)) return undefined;
  const topOf = ({ row }: Band) => row * rowPitchOf(plan) + BRIDGE_TOP;
  const y = topOf(band);
  const below = plan.bands.filter(({ row }) => row > band.row).map(topOf);
  const plugged = host.interfaces.filter(({ bridge }) => bridge === id).map((each) => ports.get(each.id));
  const bottoms = plugged.filter((box) => box !== undefined).map((box) => box.y + box.height + 6);
  return {
    x: columnsOf(plan).bridge,
    y,
    width: HOST.bridgeWidth,
    height: Math.min(Math.max(LEAST_BRIDGE_HEIGHT, Math.max(0, ...bottoms) - y), Math.min(...below) - BRIDGE_GAP - y),
  };
}

function sideBox(plan: Plan, id: string): Box | undefined {
  const line = plan.side.get(id);
  if (line === undefined) return undefined;
  return { x: columnsOf(plan).side, y: PLUG.firstY + line * HOST.sidePitch, width: HOST.sideWidth, height: PLUG.height };
}

function labelBox(plan: Plan, id: string): Box | undefined {
  const box = sideBox(plan, id);
  return box && { ...box, x: box.x + HOST.indent, width: box.width - HOST.indent };
}

function hostBox(plan: Plan, inside: readonly Box[]): Box {
  const bottom = Math.max(tallestBox(plan.tallest), ...inside.map((box) => box.y + box.height + 12));
  return { x: columnsOf(plan).host, y: 0, width: HOST_WIDTH, height: bottom };
}
