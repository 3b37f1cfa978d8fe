import { useEffect, useState } from 'react';
import { isStill } from '../_settings/motion.ts';
import type { Moment } from './map-feed.ts';
import { roundedPath } from './rounded-path.ts';

/** More marks on one wire say no more. */
const MOST_MARKS_PER_FLOW = 3;
/** With more wires in use at once, only that they are is of interest, and drawing must stay smooth. */
const MOST_MARKS = 90;
const PASS_MS = 650;
/** A request is seen to cross the whole map in this time; its answer comes after. */
const CROSS_MS = 900;
const BETWEEN_MARKS_MS = 90;

interface Mark {
  readonly id: string;
  readonly path: string;
  readonly delayMs: number;
}

/** Packets that have just passed, as marks that run along the wires: rightwards the requests, then the answers back. */
export function PacketMarks({ moment }: { readonly moment: Moment }) {
  const [bursts, setBursts] = useState<readonly { readonly id: number; readonly marks: readonly Mark[] }[]>([]);
  useEffect(() => {
    const marks = isStill() ? [] : marksOf(moment);
    if (marks.length === 0) return;
    const id = moment.observation.sequence;
    // One burst at a time keeps a busy machine from filling the map with marks.
    setBursts([{ id, marks }]);
    const lastMs = Math.max(...marks.map(({ delayMs }) => delayMs)) + PASS_MS;
    const timer = setTimeout(() => setBursts((now) => now.filter((burst) => burst.id !== id)), lastMs);
    return () => clearTimeout(timer);
  }, [moment]);
  return (
    <svg className="map-marks" aria-hidden="true">
      {bursts.flatMap((burst) =>
        burst.marks.map(({ id, path, delayMs }) => (
          <circle
            key={`${burst.id} ${id}`}
            r={5}
            style={{ offsetPath: `path("${path}")`, animationDuration: `${PASS_MS}ms`, animationDelay: `${delayMs}ms` }}
          />
        )),
      )}
    </svg>
  );
}

function marksOf({ flows, layout }: Moment): Mark[] {
  const marks = flows.flatMap((flow) => {
    const drawn = flow.kind === 'wire' ? layout.wires.get(flow.id) : layout.publications.get(flow.id)?.points;
    if (drawn === undefined) return [];
    const points = flow.isForward ? drawn : drawn.toReversed();
    const [start, end] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
    const way = start / Math.max(layout.width, 1);
    const startMs = end >= start ? way * CROSS_MS : CROSS_MS + (1 - way) * CROSS_MS;
    const path = roundedPath(points);
    return Array.from({ length: Math.min(flow.packets, MOST_MARKS_PER_FLOW) }, (_, at) => ({
      id: `${flow.id} ${flow.isForward} ${at}`,
      path,
      delayMs: Math.round(startMs + at * BETWEEN_MARKS_MS),
    }));
  });
  return marks.slice(0, MOST_MARKS);
}
