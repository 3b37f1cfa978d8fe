import type { Interface, Picture, Place } from '../../../labs/core/picture/picture.ts';
import { type BoxLine, boxed, innerWidth } from './boxes.ts';
import { interfaceLine, placeTitle, publicationLine, shownInterfaces, troubleSign } from './draw-interfaces.ts';
import { placeBox } from './place-box.ts';
import { type Line, span, type Tone } from './span.ts';
import type { Say, Style } from './style.ts';

/** Nobody reads more plugs of one bridge; a line says how many there are besides. */
const MOST_PLUGS = 60;
const MOST_OTHERS = 30;

interface HostParts {
  readonly host: Place;
  readonly style: Style;
  /** Takes up the places that are drawn beside the host. */
  readonly drawn: Set<Place>;
}

/** A line of the host with what stands to the right of it. */
interface Row extends BoxLine {
  readonly right: Line;
}

/** The host's box with the boxes that its cables lead to. */
export function hostRows(picture: Picture, { host, style, drawn }: HostParts): Line[] {
  const draw = new HostDrawing(picture, { host, style, drawn });
  const rows = draw.rows();
  const title = placeTitle(host, style);
  const width = innerWidth(title, rows);
  const [top = [], ...rest] = boxed({ title, lines: rows, width });
  const bottom = rest.pop() ?? [];
  return [top, ...rest.map((line, at) => [...line, ...(rows[at]?.right ?? [])]), bottom];
}

class HostDrawing {
  readonly #picture: Picture;
  readonly #parts: HostParts;
  readonly #homes: ReadonlyMap<string, Place>;
  readonly #all: ReadonlyMap<string, Interface>;

  constructor(picture: Picture, parts: HostParts) {
    this.#picture = picture;
    this.#parts = parts;
    const owned = picture.places.flatMap((place) => place.interfaces.map((each) => [each.id, { place, each }] as const));
    this.#homes = new Map(owned.map(([id, { place }]) => [id, place]));
    this.#all = new Map(owned.map(([id, { each }]) => [id, each]));
  }

  rows(): Row[] {
    const { host, style } = this.#parts;
    const { say } = style;
    const own = shownInterfaces(host);
    const bridges = own.filter(({ kind }) => kind === 'bridge');
    const isPlug = ({ bridge, peer }: Interface) => bridge !== undefined || (peer !== undefined && !this.#isClient(peer));
    const others = own.filter((each) => each.kind !== 'bridge' && !isPlug(each));
    const loose = own.filter((each) => each.kind !== 'bridge' && each.bridge === undefined && isPlug(each));
    const shared = host.containers.map(({ name }) => name);
    return [
      ...cut(others, MOST_OTHERS, say).map((each) => rowOf(each, style)),
      ...this.#picture.publications
        .slice(0, MOST_OTHERS)
        .map((port) => row([span('   '), ...publicationLine(this.#picture, port, style)])),
      ...(shared.length === 0
        ? []
        : [row([span(` ${say({ ko: '함께 쓰는 컨테이너', en: 'shared by' })}: ${shared.join(', ')}`)])]),
      ...bridges.flatMap((bridge) => this.#bridgeRows(bridge, own)),
      ...(loose.length === 0 ? [] : [row([]), ...this.#plugRows(loose, undefined)]),
    ];
  }

  #isClient(id: string): boolean {
    return this.#homes.get(id)?.kind === 'client';
  }

  #bridgeRows(bridge: Interface, own: readonly Interface[]): Row[] {
    const plugs = own.filter((each) => each.bridge === bridge.id);
    const [name, ...rest] = interfaceLine(bridge, this.#parts.style);
    const head = row([span(' '), span('▣ ', 'bridge'), ...(name === undefined ? [] : [name]), ...rest]);
    return [row([]), head, ...this.#plugRows(plugs, bridge)];
  }

  #plugRows(plugs: readonly Interface[], bridge: Interface | undefined): Row[] {
    const shown = plugs.slice(0, MOST_PLUGS);
    const rows = shown.flatMap((plug, at) => this.#plug(plug, { bridge, isLast: at === plugs.length - 1 }));
    const more = plugs.length - shown.length;
    return more > 0 ? [...rows, row([span(' └ '), span(moreText(more, this.#parts.style.say), 'quiet')])] : rows;
  }

  /** A plug on its line, the box at the other end of its cable beside it: its upper edge on the line before. */
  #plug(plug: Interface, { bridge, isLast }: { readonly bridge: Interface | undefined; readonly isLast: boolean }): Row[] {
    const trunk = (sign: string) => span(bridge === undefined ? '  ' : ` ${sign}`, 'bridge');
    const beside = this.#beside(plug);
    const before = beside.length > 1 ? beside[0] : undefined;
    const [at = [], ...after] = before === undefined ? beside : beside.slice(1);
    const joint = bridge === undefined ? span('· ', 'quiet') : span('─ ', 'bridge');
    const name = span(plug.name, plug.trouble === undefined ? 'plain' : 'wrong');
    const line = [trunk(isLast ? '└' : '├'), joint, name, ...troubleSign(plug)];
    const cable = this.#cableTone(plug);
    return [
      ...(before === undefined ? [] : [{ line: [trunk('│')], right: [span('    '), ...before] }]),
      { line, right: at, ...(cable === undefined ? {} : { out: cable }) },
      ...after.map((right) => ({ line: [trunk(isLast ? ' ' : '│')], right: [span('    '), ...right] })),
    ];
  }

  #cableTone({ peer, isUp }: Interface): Tone | undefined {
    const other = this.#all.get(peer ?? '');
    return other && (isUp && other.isUp ? 'wire' : 'wrong');
  }

  /** A box where the place at the other end is drawn for the first time, else the end's name; nothing where no cable is seen. */
  #beside(plug: Interface): Line[] {
    const { style, drawn } = this.#parts;
    const tone = this.#cableTone(plug);
    const [place, end] = [this.#homes.get(plug.peer ?? ''), this.#all.get(plug.peer ?? '')];
    if (tone === undefined || place === undefined || end === undefined) return [[]];
    const cable = span(tone === 'wire' ? '────' : '─✕──', tone);
    if (place.kind === 'host' || drawn.has(place)) return [[cable, span(` ${end.name} · ${place.name}`)]];
    drawn.add(place);
    const interfaces = [end, ...place.interfaces.filter((each) => each !== end)];
    const [top = [], first = [], ...rest] = placeBox({ ...place, interfaces }, style, tone);
    return [top, [cable, ...first], ...rest];
  }
}

function row(line: Line): Row {
  return { line, right: [] };
}

function rowOf(item: Interface | string, style: Style): Row {
  return row(typeof item === 'string' ? [span(` ${item}`, 'quiet')] : [span(' '), ...interfaceLine(item, style)]);
}

function cut(all: readonly Interface[], most: number, say: Say): (Interface | string)[] {
  const more = all.length - most;
  return more <= 0 ? [...all] : [...all.slice(0, most), moreText(more, say)];
}

function moreText(count: number, say: Say): string {
  return say({ ko: `… 외 ${count}개`, en: `… and ${count} more` });
}
