import type { Moment } from './map-feed.ts';
import { type Colours, mapSvg, SVG_COLOURS } from './map-svg.ts';

const NAME = 'network-map';
/** Sharp on screens of today, and small enough for a canvas in every browser. */
const PNG_SCALE = 2;
const LARGEST_PNG_SIDE = 8000;

export function saveSvg(moment: Moment): void {
  save(svgBlob(moment), `${NAME}.svg`);
}

export async function savePng(moment: Moment): Promise<void> {
  const address = URL.createObjectURL(svgBlob(moment));
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

/** Prints the table and nothing else of the page; `map.css` says how. */
export function printTable(): void {
  const { dataset } = document.documentElement;
  dataset.print = 'map';
  // The table may only just have been asked for: it is there after the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      window.print();
      delete dataset.print;
    }),
  );
}

function svgBlob(moment: Moment): Blob {
  return new Blob([mapSvg(moment, coloursOfPage())], { type: 'image/svg+xml' });
}

function coloursOfPage(): Colours {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(SVG_COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
