import type { Picture, Place } from '../../../labs/core/picture/picture.ts';
import { hostRows } from './host-rows.ts';
import { placeBox } from './place-box.ts';
import { fitted, type Line, printed, span, widthOf } from './span.ts';
import type { Say, Style } from './style.ts';

export interface DrawingOptions {
  readonly say: Say;
  /** Cells of the terminal. */
  readonly width: number;
  readonly hasColours: boolean;
}

const LEAST_WIDTH = 48;

/** The picture as text: the client above the host, bridges with their plugs inside it, and what they lead to on the right. */
export function drawNetwork(picture: Picture, { say, width, hasColours }: DrawingOptions): string {
  const full = linesOf(picture, { say, isWide: true });
  const room = Math.max(LEAST_WIDTH, width);
  const isWide = full.every((line) => widthOf(line) <= room);
  const lines = isWide ? full : linesOf(picture, { say, isWide: false }).map((line) => cutTo(line, room));
  // Sentences are never cut: the terminal breaks them.
  return [...lines, ...notes(picture, say)].map((line) => `${printed(line, hasColours)}\n`).join('');
}

function cutTo(line: Line, room: number): Line {
  return widthOf(line) <= room ? line : fitted(line, room);
}

function linesOf(picture: Picture, style: Style): Line[] {
  const client = picture.places.find(({ kind }) => kind === 'client');
  const host = picture.places.find(({ kind }) => kind === 'host');
  const drawn = new Set<Place>();
  const rows = host === undefined ? [] : hostRows(picture, { host, style, drawn });
  const apart = picture.places.filter((place) => place !== host && place !== client && !drawn.has(place));
  return [
    ...(client === undefined ? [] : clientLines(picture, client, style)),
    ...rows,
    ...apart.flatMap((place) => placeBox(place, style)),
  ];
}

function clientLines(picture: Picture, client: Place, style: Style): Line[] {
  const own = new Set(client.interfaces.map(({ id }) => id));
  const wire = picture.wires.find(({ ends }) => ends.some((end) => own.has(end)));
  const cable = wire?.isLive ? span('│', 'wire') : span('✕', 'wrong');
  return [...placeBox(client, style), ...(wire === undefined ? [] : [[span('   '), cable]])];
}

/** What is wrong in sentences, then what the drawing cannot show. */
function notes({ places, isDockerSilent, isTruncated }: Picture, say: Say): Line[] {
  const troubles = places.flatMap(({ name, interfaces }) =>
    interfaces.flatMap((each) =>
      each.trouble === undefined ? [] : [[span(`✕ ${name} ${each.name}: `, 'wrong'), span(say(each.trouble.says))]],
    ),
  );
  const silent = say({
    ko: 'Docker가 응답하지 않아서 컨테이너 이름을 알 수 없어요.',
    en: 'Docker does not answer, so containers have no names now.',
  });
  const cut = say({ ko: '너무 많아서 일부만 담겨 있어요.', en: 'There is more than an observation holds; a part is missing.' });
  return [...troubles, ...(isDockerSilent ? [[span(silent, 'wrong')]] : []), ...(isTruncated ? [[span(cut, 'wrong')]] : [])];
}
