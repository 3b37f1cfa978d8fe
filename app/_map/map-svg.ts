import type { Box, Point } from '../../labs/core/picture/layout-boxes.ts';
import type { Interface, Picture, Place, PublishedPort } from '../../labs/core/picture/picture.ts';
import type { MapText } from '../_text/map.ts';
import type { Moment } from './map-feed.ts';
import { roundedPath } from './rounded-path.ts';
import { portLabel } from './wire-layer.tsx';

/** The colours that the picture is saved in, by the names of the tokens. */
export const SVG_COLOURS = [
  'canvas',
  'surface',
  'ink',
  'ink-soft',
  'bad',
  'net-host',
  'net-bridge',
  'net-veth',
  'net-container',
  'net-client',
] as const;

export type Colours = Readonly<Record<(typeof SVG_COLOURS)[number], string>>;

const MARGIN = 24;
/** Wide enough for the widest of the fonts. */
const CHARACTER_WIDTH = 7.25;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

interface SvgLooks {
  readonly text: MapText;
  readonly colours: Colours;
}

/** The map as a picture that needs nothing else: drawn from the layout, not taken from the page. */
export function mapSvg({ observation, picture, layout }: Moment, { text, colours }: SvgLooks): string {
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + 2 * MARGIN];
  const places = picture.places.flatMap((place) => drawn(layout.places.get(place.id), (box) => placeSvg(place, box, colours)));
  const wires = picture.wires.map(({ id, isLive }) => {
    const path = roundedPath(layout.wires.get(id) ?? []);
    return `<path d="${path}" fill="none" stroke="${isLive ? colours['net-veth'] : colours.bad}" stroke-width="1.75"${isLive ? '' : ' stroke-dasharray="3 4"'}/>`;
  });
  const ports = picture.publications.map((port) => {
    const arrow = layout.publications.get(port.id);
    return arrow === undefined ? '' : portSvg(port, { points: arrow.points, label: arrow.label, colours });
  });
  const plugs = picture.places.flatMap(({ interfaces }) =>
    interfaces.flatMap((each) => drawn(layout.interfaces.get(each.id), (box) => plugSvg(each, box, colours))),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" role="img" lang="${text.locale}">`,
    `<title>${escaped(text.title)}</title>`,
    `<desc>${escaped(descriptionOf(picture, text))} ${new Date(observation.takenAt).toISOString()}</desc>`,
    `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="${colours.canvas}"/>`,
    ...places,
    ...wires,
    ...ports,
    ...plugs,
    '</svg>',
  ].join('\n');
}

/** What there is, for one who cannot see it. */
function descriptionOf({ places, publications }: Picture, text: MapText): string {
  const named = places.map(({ kind, name, interfaces }) => {
    const addresses = interfaces.filter((each) => each.kind !== 'loopback').flatMap((each) => each.addresses.slice(0, 1));
    return `${text.kinds[kind]} ${name}${addresses.length > 0 ? ` (${addresses.join(', ')})` : ''}.`;
  });
  const ports = publications.map((port) => `:${port.hostPort} → ${port.address}:${port.port}.`);
  return [...named, ...ports].join(' ');
}

function drawn(box: Box | undefined, draw: (box: Box) => string): string[] {
  return box === undefined ? [] : [draw(box)];
}

function placeSvg({ kind, name, containers }: Place, box: Box, colours: Colours): string {
  const colour = kind === 'namespace' ? colours['net-container'] : colours[`net-${kind}`];
  const dashes = kind === 'namespace' ? ' stroke-dasharray="5 4"' : '';
  const image = containers[0]?.image ?? '';
  return [
    rectSvg(box, { radius: 8, fill: colours.surface, stroke: colour, more: dashes }),
    textSvg(name, { x: box.x + 12, y: box.y + 17, colour, room: box.width - 24, isBold: true }),
    textSvg(image, { x: box.x + 12, y: box.y + 32, colour: colours['ink-soft'], room: box.width - 24 }),
  ].join('');
}

function plugSvg({ kind, name, addresses, dockerNetwork, trouble }: Interface, box: Box, colours: Colours): string {
  const own = kind === 'bridge' ? colours['net-bridge'] : kind === 'veth' ? colours['net-veth'] : colours['net-host'];
  const stroke = trouble === undefined ? own : colours.bad;
  const frame = rectSvg(box, {
    radius: 5,
    fill: colours.surface,
    stroke,
    more: trouble === undefined ? '' : ' stroke-dasharray="3 3"',
  });
  const isTall = box.height > 40;
  const first = { x: box.x + 8, y: box.y + (isTall ? 20 : box.height / 2 + 4), colour: stroke, room: box.width - 16 };
  const address = addresses[0] ?? '';
  if (isTall) {
    const below = [dockerNetwork, address].filter((line) => line !== undefined);
    const lines = below.map((line, at) => textSvg(line, { ...first, y: first.y + 17 * (at + 1) }));
    return [frame, textSvg(name, { ...first, isBold: true }), ...lines].join('');
  }
  return frame + textSvg(address === '' ? name : `${name} ${address}`, first);
}

interface DrawnPort {
  readonly points: readonly Point[];
  readonly label: Box;
  readonly colours: Colours;
}

/** A head of its own in place of a marker, which some programs do not draw. */
function headSvg(points: readonly Point[], colour: string): string {
  const [before, end] = points.slice(-2);
  if (before === undefined || end === undefined) return '';
  const [x, y] = [Math.sign(end.x - before.x), Math.sign(end.y - before.y)];
  const side = (by: number) => `${end.x - 9 * x + by * y} ${end.y - 9 * y + by * x}`;
  return `<path d="M${end.x} ${end.y}L${side(4)}L${side(-4)}Z" fill="${colour}"/>`;
}

function portSvg(port: PublishedPort, { points, label, colours }: DrawnPort): string {
  const colour = port.isLetThrough && port.target !== undefined ? colours['net-client'] : colours.bad;
  return [
    `<path d="${roundedPath(points)}" fill="none" stroke="${colour}" stroke-width="1.5" stroke-dasharray="6 3"/>`,
    headSvg(points, colour),
    rectSvg(label, { radius: 5, fill: colours.surface, stroke: colour, more: '' }),
    textSvg(portLabel(port), { x: label.x + 8, y: label.y + label.height / 2 + 4, colour, room: label.width - 16 }),
  ].join('');
}

interface RectStyle {
  readonly radius: number;
  readonly fill: string;
  readonly stroke: string;
  readonly more: string;
}

function rectSvg({ x, y, width, height }: Box, { radius, fill, stroke, more }: RectStyle): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="1.5"${more}/>`;
}

interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  /** Text that is longer is cut. */
  readonly room: number;
  readonly isBold?: boolean;
}

function textSvg(text: string, { x, y, colour, room, isBold = false }: TextStyle): string {
  if (text === '') return '';
  const most = Math.max(1, Math.floor(room / CHARACTER_WIDTH));
  const shown = [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text;
  const weight = isBold ? ' font-weight="600"' : '';
  return `<text x="${x}" y="${y}" fill="${colour}" font-family="JetBrains Mono, Nanum Gothic Coding, monospace" font-size="12"${weight}>${escaped(shown)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
