import type { MapText } from '../_text/map.ts';
import type { MapNode } from './nodes-of.ts';

/** What a screen reader says of a node. */
export function nodeLabel({ data }: MapNode, text: MapText): string {
  const { place } = data;
  if (!('plug' in data)) {
    const images = place.containers.map(({ name, image }) => `${name} (${image})`);
    return [text.kinds[place.kind], place.name, ...images].join(', ');
  }
  const { plug } = data;
  const kind = plug.kind === 'bridge' ? text.kinds.bridge : text.kinds.interface;
  const state = plug.trouble === undefined ? [] : [text.broken];
  return [kind, plug.name, place.name, ...plug.addresses.slice(0, 1), ...state].join(', ');
}
