import type { IBufferCell } from '@xterm/headless';

const DEFAULT_STYLE = '\x1b[0m';

/** xterm's values of `getFgColorMode`: nothing set, 16 colours, 256 colours, RGB. */
const PALETTE_16 = 1 << 24;
const PALETTE_256 = 2 << 24;
const RGB = 3 << 24;

const flags: readonly (readonly [code: number, isSet: (cell: IBufferCell) => number])[] = [
  [1, (cell) => cell.isBold()],
  [2, (cell) => cell.isDim()],
  [3, (cell) => cell.isItalic()],
  [4, (cell) => cell.isUnderline()],
  [5, (cell) => cell.isBlink()],
  [7, (cell) => cell.isInverse()],
  [8, (cell) => cell.isInvisible()],
  [9, (cell) => cell.isStrikethrough()],
  [53, (cell) => cell.isOverline()],
];

/** The sequence that gives text the look of this cell, whatever look it had before. */
export function styleOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return DEFAULT_STYLE;
  const codes = ['0'];
  for (const [code, isSet] of flags) if (isSet(cell) !== 0) codes.push(String(code));
  codes.push(...colourCodes(cell.getFgColorMode(), cell.getFgColor(), 30));
  codes.push(...colourCodes(cell.getBgColorMode(), cell.getBgColor(), 40));
  return `\x1b[${codes.join(';')}m`;
}

/** `base` is 30 for text and 40 for what is behind it. */
function colourCodes(mode: number, colour: number, base: 30 | 40): string[] {
  switch (mode) {
    case PALETTE_16:
      return [String(colour < 8 ? base + colour : base + 60 + colour - 8)];
    case PALETTE_256:
      return [`${base + 8};5;${colour}`];
    case RGB:
      return [`${base + 8};2;${(colour >> 16) & 0xff};${(colour >> 8) & 0xff};${colour & 0xff}`];
    default:
      return [];
  }
}

/** xterm packs colours and flags of a cell into two numbers; these are much quicker to compare than what its methods say. */
export interface PackedLook {
  readonly fg: number;
  readonly bg: number;
}

export function lookOf(cell: IBufferCell): PackedLook {
  return cell as unknown as PackedLook;
}

/** The bits of `bg` that are styles, not colours. */
const BACKGROUND_FLAGS = 0xfc000000;

/** True for looks that erasing gives to a cell: nothing, or a background. */
export function isErasable({ fg, bg }: PackedLook): boolean {
  return fg === 0 && (bg & BACKGROUND_FLAGS) === 0;
}

/** Tells looks apart without building their sequences. */
export class Pen {
  #foreground = 0;
  #background = 0;

  /** The sequence to change to this cell's look; empty when the pen has it already. */
  change(cell: IBufferCell): string {
    const { fg, bg } = lookOf(cell);
    if (fg === this.#foreground && bg === this.#background) return '';
    this.#foreground = fg;
    this.#background = bg;
    return styleOf(cell);
  }

  reset(): string {
    if (this.#foreground === 0 && this.#background === 0) return '';
    this.#foreground = 0;
    this.#background = 0;
    return DEFAULT_STYLE;
  }
}
