import type { MapText } from '../_text/map.ts';
import type { Moment } from './map-feed.ts';
import { type Colours, mapSvg, SVG_COLOURS } from './map-svg.ts';

const NAME = 'network-map';
/** Sharp on screens of today, and small enough for a canvas in every browser. */
const PNG_SCALE = 2;
const LARGEST_PNG_SIDE = 8000;

export function saveSvg(moment: Moment, text: MapText): void {
  save(svgBlob(moment, { text }), `${NAME}.svg`);
}

export async function savePng(moment: Moment, text: MapText): Promise<void> {
  const address = URL.createObjectURL(svgBlob(moment, { text }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(PNG_SCALE, LARGEST_PNG_SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(blob, `${NAME}.png`), 'image/png');
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Prints the table and nothing else of the page; `map-print.css` says how. */
export function printTable(): void {
  // The table may only just have been asked for: it is there after the next frame.
  requestAnimationFrame(() => requestAnimationFrame(() => printOnly('table')));
}

/** Prints the picture on a sheet of its own, in the colours of paper. */
export async function printMap(moment: Moment, text: MapText): Promise<void> {
  const paper = document.createElement('div');
  paper.className = 'map-paper';
  paper.dataset.theme = 'light';
  const image = new Image();
  document.body.append(paper);
  const address = URL.createObjectURL(svgBlob(moment, { text, colours: coloursOf(paper) }));
  try {
    image.src = address;
    image.alt = text.title;
    paper.append(image);
    await image.decode();
    printOnly('picture');
  } finally {
    paper.remove();
    URL.revokeObjectURL(address);
  }
}

function printOnly(what: 'table' | 'picture'): void {
  const { dataset } = document.documentElement;
  dataset.print = what;
  window.print();
  delete dataset.print;
}

interface Looks {
  readonly text: MapText;
  readonly colours?: Colours;
}

function svgBlob(moment: Moment, { text, colours = coloursOf(document.documentElement) }: Looks): Blob {
  return new Blob([mapSvg(moment, { text, colours })], { type: 'image/svg+xml' });
}

function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  return Object.fromEntries(SVG_COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
