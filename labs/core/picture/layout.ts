import { type Box, boxesOf, type Point } from './layout-boxes.ts';
import { type Arrow, arrowsOf, wiresOf } from './layout-lines.ts';
import { type Plan, planOf } from './layout-plan.ts';
import type { Picture } from './picture.ts';

/**
 * Where everything of a picture is drawn, in px from the top left corner. From left to right as a request passes: the client, the
 * host with what faces outside, its bridges and their plugs, then containers and namespaces, each beside its plug.
 */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Box>;
  /** Also the bridges, each beside its ports. Without `lo`, except where a place has nothing else. */
  readonly interfaces: ReadonlyMap<string, Box>;
  /** Corners of each wire whose two ends are drawn. */
  readonly wires: ReadonlyMap<string, readonly Point[]>;
  /** By the id of the published port. */
  readonly publications: ReadonlyMap<string, Arrow>;
  /** How many interfaces of a place are left out because there are too many to be read; only where some are. */
  readonly hidden: ReadonlyMap<string, number>;
  /** Which slot everything has, for the next layout. */
  readonly plan: Plan;
}

/** Lays a picture out. What was in the `previous` layout keeps its place as long as it lives and stays plugged in where it was. */
export function layOut(picture: Picture, previous?: Layout): Layout {
  const plan = planOf(picture, previous?.plan);
  const boxes = boxesOf(picture, plan);
  const { width, height, places, interfaces } = boxes;
  const wires = wiresOf(picture, plan, boxes);
  const publications = arrowsOf(picture, boxes, wires);
  return { width, height, places, interfaces, wires, publications, hidden: plan.hidden, plan };
}
