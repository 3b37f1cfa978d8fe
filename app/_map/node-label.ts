import type { Interface, Place } from '../../labs/core/picture/picture.ts';
import { filled } from '../_terminal/terminal-text.ts';
import type { MapText } from '../_text/map.ts';
import type { MapNode, PlaceNode, PlugNode } from './nodes-of.ts';

interface OwnMarks {
  readonly isSubject: boolean;
  readonly wrong: string | undefined;
}

/** What a screen reader says of a node. Begins with what is seen of it, so that it can be said to a computer that listens. */
export function nodeLabel(node: MapNode, marks: OwnMarks, text: MapText): string {
  const trouble = isPlug(node) ? node.data.plug.trouble?.says[text.locale] : undefined;
  const what = isPlug(node) ? plugLabel(node.data, text) : placeLabel(node.data, text);
  return [what, ...markWords(marks, trouble, text)].join(', ');
}

/** What stands below a place's name. */
export function placeUnder({ containers, kind }: Place, text: MapText): string {
  // A machine is not what one of its containers is made of.
  if (kind === 'host' || kind === 'client') return containers.map(({ name }) => name).join(', ');
  return containers[0]?.image ?? (kind === 'namespace' ? text.kinds.namespace : '');
}

/** Containers that share the namespace of the one that gives the place its name. */
export function othersIn({ containers, kind }: Place): Place['containers'] {
  return kind === 'container' ? containers.slice(1) : [];
}

function placeLabel({ place, hidden }: PlaceNode['data'], text: MapText): string {
  const others = othersIn(place);
  const seen = [
    place.name,
    ...(others.length > 0 ? [`+${others.length}`] : []),
    placeUnder(place, text),
    ...(hidden > 0 ? [filled(text.hidden, { count: hidden })] : []),
  ];
  return [joined(seen), text.kinds[place.kind], ...others.map(({ name, image }) => `${name} (${image})`)].join(', ');
}

function plugLabel({ plug, place }: PlugNode['data'], text: MapText): string {
  const isBridge = plug.kind === 'bridge';
  const seen = [plug.name, plug.dockerNetwork ?? '', ...plug.addresses.slice(0, isBridge ? 2 : 1)];
  return [joined(seen), isBridge ? bridgeWord(plug, text) : text.kinds.interface, place.name].join(', ');
}

/** A bridge, and that the name beside its own is a Docker network's. */
export function bridgeWord({ dockerNetwork }: Interface, { kinds }: MapText): string {
  return dockerNetwork === undefined ? kinds.bridge : filled(kinds.bridgeOf, { network: dockerNetwork });
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function isPlug(node: MapNode): node is PlugNode {
  return 'plug' in node.data;
}

function markWords({ isSubject, wrong }: OwnMarks, trouble: string | undefined, text: MapText): string[] {
  const says = wrong ?? trouble;
  return [...(isSubject ? [text.marks.subject] : []), ...(says === undefined ? [] : [says.replaceAll('`', '')])];
}
