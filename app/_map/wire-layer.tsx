import { useLocale } from 'next-intl';
import { memo } from 'react';
import type { PublishedPort, Wire } from '../../labs/core/picture/picture.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { type MapText, mapTexts } from '../_text/map.ts';
import { Icon } from '../_ui/icon.tsx';
import type { Moment } from './map-feed.ts';
import type { Marks } from './marks.ts';
import { roundedPath } from './rounded-path.ts';
import { type Lingering, useLingering } from './use-lingering.ts';

export interface DrawnWire {
  readonly id: string;
  readonly path: string;
  readonly wire: Wire;
  /** The names of its ends. */
  readonly names: readonly [string, string];
}

export interface DrawnPort {
  readonly id: string;
  readonly path: string;
  readonly port: PublishedPort;
  readonly label: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

interface WireLayerProps {
  readonly wires: readonly DrawnWire[];
  readonly ports: readonly DrawnPort[];
  readonly chosen: string | undefined;
  /** What Tab comes to. */
  readonly stop: string | undefined;
  readonly marks: Marks;
  readonly onChoose: (id: string) => void;
  readonly onPoint: (id: string | undefined) => void;
}

/** What lies between the things on the map: wires, and the ways of published ports. */
export const WireLayer = memo(function WireLayer({ wires, ports, ...handlers }: WireLayerProps) {
  return (
    <svg className="map-wires" aria-hidden={wires.length + ports.length === 0}>
      <title>{mapTexts[useLocale()].wires}</title>
      {useLingering(wires).map((drawn) => (
        <WireLine key={drawn.item.id} drawn={drawn} {...handlers} />
      ))}
      {useLingering(ports).map((drawn) => (
        <PortLine key={drawn.item.id} drawn={drawn} {...handlers} />
      ))}
    </svg>
  );
});

interface LineProps<Item> extends Omit<WireLayerProps, 'wires' | 'ports'> {
  readonly drawn: Lingering<Item>;
}

function WireLine({ drawn: { item, isLeaving }, ...shown }: LineProps<DrawnWire>) {
  const text = mapTexts[useLocale()];
  const label = filled(text.wire, { one: item.names[0], other: item.names[1] });
  return (
    <g
      {...buttonProps(item.id, { label, text, ...shown })}
      className="map-wire"
      data-live={item.wire.isLive}
      data-leaving={isLeaving || undefined}
      data-wire={item.names.join(' ')}
    >
      <path className="map-halo" d={item.path} />
      <path className="map-hit" d={item.path} />
      <path className="map-line" pathLength={1} d={item.path} />
    </g>
  );
}

function PortLine({ drawn: { item, isLeaving }, ...shown }: LineProps<DrawnPort>) {
  const text = mapTexts[useLocale()];
  const { port, label: box } = item;
  const isBroken = !port.isLetThrough || port.target === undefined;
  const isAmiss = isBroken || shown.marks.wrong.has(item.id);
  const label = `${portLabel(port)}. ${filled(isBroken ? text.publicationBroken : text.publication, portValues(port))}`;
  return (
    <g
      {...buttonProps(item.id, { label, text, ...shown })}
      className="map-port"
      data-broken={isBroken || undefined}
      data-leaving={isLeaving || undefined}
    >
      <path className="map-hit" d={item.path} />
      <path className="map-line" d={item.path} markerEnd={isBroken ? 'url(#map-arrow-bad)' : 'url(#map-arrow)'} />
      <rect className="map-halo" x={box.x - 3} y={box.y - 1} width={box.width + 6} height={box.height + 2} rx={8} />
      <rect x={box.x} y={box.y + 2} width={box.width} height={box.height - 4} rx={5} />
      {isAmiss && <WarningSign x={box.x + 6} y={box.y + box.height / 2 - 6} />}
      <text x={box.x + (isAmiss ? 23 : 8)} y={box.y + box.height / 2}>
        {portLabel(port)}
      </text>
    </g>
  );
}

/** A nested picture stands where it is told to. */
function WarningSign({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <svg x={x} y={y} width={12} height={12} className="map-amiss" aria-hidden="true">
      <Icon name="warning" size={12} />
    </svg>
  );
}

export function portLabel({ hostPort, port, protocol }: PublishedPort): string {
  return `:${hostPort} → :${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

function portValues({ hostPort, address, port, protocol }: PublishedPort) {
  return { protocol, hostPort, address, port };
}

interface ButtonFacts extends Omit<LineProps<never>, 'drawn'> {
  readonly label: string;
  readonly text: MapText;
}

function buttonProps(id: string, { label, text, chosen, stop, marks, onChoose, onPoint }: ButtonFacts) {
  const [isSubject, wrong] = [marks.subject.has(id), marks.wrong.get(id)?.[text.locale]];
  const words = [label, ...(isSubject ? [text.marks.subject] : []), ...(wrong === undefined ? [] : [wrong])];
  return {
    role: 'button',
    tabIndex: id === stop ? 0 : -1,
    'data-thing': id,
    'data-subject': isSubject || undefined,
    'data-wrong': wrong !== undefined || undefined,
    'aria-label': words.join(', ').replaceAll('`', ''),
    'aria-pressed': chosen === id,
    onClick: () => onChoose(id),
    onMouseEnter: () => onPoint(id),
    onMouseLeave: () => onPoint(undefined),
  } as const;
}

/** The lines of a picture, with the names that they are read by. */
export function linesOf({ picture, layout }: Moment): { readonly wires: DrawnWire[]; readonly ports: DrawnPort[] } {
  const names = new Map(
    picture.places.flatMap((place) => place.interfaces.map((each) => [each.id, `${place.name} ${each.name}`] as const)),
  );
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    wires: picture.wires.flatMap((wire) => {
      const points = layout.wires.get(wire.id);
      const ends = [nameOf(wire.ends[0]), nameOf(wire.ends[1])] as const;
      return points === undefined ? [] : [{ id: wire.id, path: roundedPath(points), wire, names: ends }];
    }),
    ports: picture.publications.flatMap((port) => {
      const arrow = layout.publications.get(port.id);
      return arrow === undefined ? [] : [{ id: port.id, path: roundedPath(arrow.points), port, label: arrow.label }];
    }),
  };
}
