import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Point } from '../../labs/core/picture/layout-boxes.ts';
import type { Moment } from './map-feed.ts';
import { stopFor, stopsOf } from './stops.ts';

interface MapWalk {
  /** What Tab comes to: where one stood last, as long as it is there. Everything else is reached by arrows. */
  readonly stop: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onStand: (id: string) => void;
  readonly pointOf: (id: string) => Point | undefined;
}

/** Walks through the map by keyboard: one stop of Tab's round, arrows to what is next to it, Page Up and Page Down one by one. */
export function useWalk(moment: Moment): MapWalk {
  const [stood, setStood] = useState<string>();
  const stops = useMemo(() => stopsOf(moment), [moment]);
  const first = stops.keys().next().value;
  const stop = stood !== undefined && stops.has(stood) ? stood : first;
  return {
    stop,
    onStand: setStood,
    pointOf: (id) => stops.get(id),
    onKeyDown(event) {
      const from = thingUnder(event.target);
      const to =
        from === undefined || event.altKey || event.ctrlKey || event.metaKey ? undefined : stopFor(stops, from, event.key);
      if (to === undefined) return;
      event.preventDefault();
      // A wire that is out of sight would have the browser scroll what must not scroll: the camera goes there instead.
      thingElement(event.currentTarget, to)?.focus({ preventScroll: true });
    },
  };
}

/** The id of what is focused or pointed at. */
export function thingUnder(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const element = target.closest<HTMLElement | SVGElement>('.react-flow__node, [data-thing]');
  return element?.dataset.thing ?? element?.dataset.id;
}

export function thingElement(root: Element, id: string): HTMLElement | SVGElement | null {
  const name = CSS.escape(id);
  return root.querySelector<HTMLElement | SVGElement>(`.react-flow__node[data-id="${name}"], [data-thing="${name}"]`);
}
