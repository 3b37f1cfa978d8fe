import { useLocale } from 'next-intl';
import type { Interface } from '../../labs/core/picture/picture.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { type MapText, mapTexts } from '../_text/map.ts';
import { interfacesOf } from './flows.ts';
import type { Moment } from './map-feed.ts';
import type { Marks } from './marks.ts';

interface CounterCardProps {
  readonly moment: Moment;
  readonly marks: Marks;
  readonly id: string;
}

/** How many packets have passed where one points at. */
export function CounterCard({ moment, marks, id }: CounterCardProps) {
  const text = mapTexts[useLocale()];
  const at = anchorOf(moment, id);
  const lines = [...linesFor(moment, { id, text, marks }), ...wordsAt(marks, id, text)];
  if (at === undefined || lines.length === 0) return null;
  return (
    <div className="map-card tabular" style={{ transform: `translate(${at.x}px, ${at.y}px)` }}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function anchorOf({ layout }: Moment, id: string): { readonly x: number; readonly y: number } | undefined {
  const box = layout.interfaces.get(id) ?? layout.publications.get(id)?.label;
  if (box !== undefined) return { x: box.x, y: box.y + box.height + 4 };
  const place = layout.places.get(id);
  if (place !== undefined) return { x: place.x, y: place.y + place.height + 4 };
  const points = layout.wires.get(id);
  const middle = points?.[Math.floor((points.length - 1) / 2)];
  const next = points?.[Math.floor((points.length - 1) / 2) + 1];
  return middle && next && { x: (middle.x + next.x) / 2 + 6, y: (middle.y + next.y) / 2 + 6 };
}

interface Pointed {
  readonly id: string;
  readonly text: MapText;
  readonly marks: Marks;
}

function linesFor({ picture }: Moment, { id, text, marks }: Pointed): string[] {
  const port = picture.publications.find((each) => each.id === id);
  if (port !== undefined) return [filled(text.counters.rule, { packets: port.rule.packets })];
  const interfaces = interfacesOf(picture);
  const wire = picture.wires.find((each) => each.id === id);
  const shown = (wire?.ends ?? [id]).flatMap((end) => interfaces.get(end) ?? []);
  return shown.flatMap((each) => [
    counters(each, { text, isNamed: wire !== undefined }),
    ...(marks.wrong.has(each.id) ? [] : troubleLine(each, text)),
  ]);
}

function counters({ name, rxPackets, txPackets }: Interface, { text, isNamed }: { text: MapText; isNamed: boolean }): string {
  const line = filled(text.counters.packets, { received: rxPackets, sent: txPackets });
  return isNamed ? `${name}  ${line}` : line;
}

/** What the step's check finds amiss comes in place of what the map says by itself. */
function wordsAt({ wrong }: Marks, id: string, { locale }: MapText): string[] {
  const says = wrong.get(id)?.[locale];
  return says === undefined ? [] : [says.replaceAll('`', '')];
}

function troubleLine({ trouble }: Interface, text: MapText): string[] {
  return trouble === undefined ? [] : [trouble.says[text.locale]];
}
