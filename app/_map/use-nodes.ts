import { useLocale } from 'next-intl';
import { useMemo, useRef } from 'react';
import { mapTexts } from '../_text/map.ts';
import type { Moment } from './map-feed.ts';
import type { Marks } from './marks.ts';
import { nodeLabel } from './node-label.ts';
import { keepSame, type MapNode, nodesOf } from './nodes-of.ts';
import { useLingering } from './use-lingering.ts';

interface Standing {
  readonly chosen: string | undefined;
  /** Where a followed packet is. */
  readonly spot: ReadonlySet<string>;
  /** What Tab comes to. */
  readonly stop: string | undefined;
  readonly marks: Marks;
  /** The element that tells how the map is used. */
  readonly helpId: string;
}

/** The nodes of this moment and those that are just leaving; each the same object as before where nothing about it changed. */
export function useNodes(moment: Moment, { chosen, spot, stop, marks, helpId }: Standing): MapNode[] {
  const text = mapTexts[useLocale()];
  const known = useRef<ReadonlyMap<string, MapNode>>(new Map());
  const standing = useMemo(() => nodesOf(moment), [moment]);
  const all = useLingering(standing);
  return useMemo(() => {
    const nodes = all.map(({ item, isLeaving }) => {
      const { id } = item;
      const own = { isSubject: marks.subject.has(id), wrong: marks.wrong.get(id)?.[text.locale] };
      const classes = [spot.has(id) && 'map-spot', own.isSubject && 'map-subject', own.wrong !== undefined && 'map-wrong'];
      return {
        ...item,
        selected: id === chosen,
        ariaLabel: nodeLabel(item, own, text),
        className: classes.filter((name) => name !== false).join(' '),
        domAttributes: { tabIndex: id === stop ? 0 : -1, 'aria-describedby': helpId, 'aria-roledescription': undefined },
        data: { ...withoutCounters(item.data), isWrong: own.wrong !== undefined, isLeaving },
      } as MapNode;
    });
    const same = keepSame(nodes, known.current);
    known.current = new Map(same.map((node) => [node.id, node]));
    return same;
  }, [all, chosen, spot, stop, marks, text, helpId]);
}

/** Counters are shown elsewhere; here they would have everything drawn anew with each packet. */
function withoutCounters(data: MapNode['data']): MapNode['data'] {
  const { place } = data;
  const bare = { ...place, interfaces: [] };
  return 'plug' in data ? { ...data, place: bare, plug: { ...data.plug, rxPackets: 0, txPackets: 0 } } : { ...data, place: bare };
}
