import type { Node } from '@xyflow/react';
import type { Box } from '../../labs/core/picture/layout-boxes.ts';
import type { Interface, Place } from '../../labs/core/picture/picture.ts';
import type { Moment } from './map-feed.ts';

type Shown = {
  /** The step's check finds it amiss. */
  readonly isWrong: boolean;
  readonly isLeaving: boolean;
};

export type PlaceNode = Node<{ readonly place: Place; readonly hidden: number } & Shown, 'place'>;
export type PlugNode = Node<{ readonly plug: Interface; readonly place: Place } & Shown, 'plug' | 'bridge'>;
export type MapNode = PlaceNode | PlugNode;

/** Frames lie below the wires, and the wires below what they are plugged into. */
export const LEVELS = { frame: 0, wires: 1, plug: 2 } as const;

/** Everything of a picture that stands somewhere. */
export function nodesOf({ picture, layout }: Moment): MapNode[] {
  return picture.places.flatMap((place) => {
    const box = layout.places.get(place.id);
    const frame = box === undefined ? [] : [placeNode(place, box, layout.hidden.get(place.id) ?? 0)];
    const plugs = place.interfaces.flatMap((plug) => {
      const at = layout.interfaces.get(plug.id);
      return at === undefined ? [] : [plugNode(place, plug, at)];
    });
    return [...frame, ...plugs];
  });
}

function placeNode(place: Place, box: Box, hidden: number): PlaceNode {
  return {
    ...standing(place.id, box),
    type: 'place',
    zIndex: LEVELS.frame,
    data: { place, hidden, isWrong: false, isLeaving: false },
  };
}

function plugNode(place: Place, plug: Interface, box: Box): PlugNode {
  const type = plug.kind === 'bridge' && place.kind === 'host' ? 'bridge' : 'plug';
  return { ...standing(plug.id, box), type, zIndex: LEVELS.plug, data: { plug, place, isWrong: false, isLeaving: false } };
}

function standing(id: string, { x, y, width, height }: Box) {
  return { id, position: { x, y }, width, height, ariaRole: 'button' as const };
}

/** Takes the earlier node where nothing about it has changed, so that it is not drawn again. */
export function keepSame(nodes: readonly MapNode[], earlier: ReadonlyMap<string, MapNode>): MapNode[] {
  return nodes.map((node) => {
    const known = earlier.get(node.id);
    return known !== undefined && JSON.stringify(known) === JSON.stringify(node) ? known : node;
  });
}
