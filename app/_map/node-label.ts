import type { MapText } from '../_text/map.ts';
import type { MapNode } from './nodes-of.ts';

interface OwnMarks {
  readonly isSubject: boolean;
  readonly wrong: string | undefined;
}

/** What a screen reader says of a node: what it is, where it is, and what is to be seen there. */
export function nodeLabel({ data }: MapNode, marks: OwnMarks, text: MapText): string {
  const { place } = data;
  if (!('plug' in data)) {
    const images = place.containers.map(({ name, image }) => `${name} (${image})`);
    return [text.kinds[place.kind], place.name, ...images, ...markWords(marks, undefined, text)].join(', ');
  }
  const { plug } = data;
  const kind = plug.kind === 'bridge' ? text.kinds.bridge : text.kinds.interface;
  const trouble = plug.trouble?.says[text.locale];
  return [kind, plug.name, place.name, ...plug.addresses.slice(0, 1), ...markWords(marks, trouble, text)].join(', ');
}

function markWords({ isSubject, wrong }: OwnMarks, trouble: string | undefined, text: MapText): string[] {
  const says = wrong ?? trouble;
  return [...(isSubject ? [text.marks.subject] : []), ...(says === undefined ? [] : [says.replaceAll('`', '')])];
}
