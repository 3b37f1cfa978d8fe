import type { IBuffer, IBufferCell, IBufferLine } from '@xterm/headless';
import { isErasable, lookOf, Pen } from './pen.ts';

/** Writes the lines of a buffer, from `first` to the last, so that a terminal which starts out empty ends up with the same ones. */
export function paintLines(buffer: IBuffer, cols: number, first = 0): Generator<string> {
  return new LinePainter(buffer, cols).paint(first);
}

/** Lines in one piece: a millisecond or so of work. */
const LINES_IN_PIECE = 100;

class LinePainter {
  readonly #buffer: IBuffer;
  readonly #cols: number;
  readonly #pen = new Pen();
  readonly #cell: IBufferCell;
  readonly #out: string[] = [];
  /** Cells without a character that are still to be written. */
  #gap = 0;

  constructor(buffer: IBuffer, cols: number) {
    this.#buffer = buffer;
    this.#cols = cols;
    this.#cell = buffer.getNullCell();
  }

  *paint(first: number): Generator<string> {
    let line = this.#line(first);
    for (let y = first + 1; line !== undefined; y += 1) {
      const next = this.#line(y);
      this.#cells(line, next !== undefined && this.#leavesLastCellOpen(line, next) ? this.#cols - 1 : this.#cols);
      if (next !== undefined) this.#join(line, next);
      line = next;
      if (y % LINES_IN_PIECE === 0) yield this.#taken();
    }
    yield this.#taken();
  }

  /** Each piece ends without colours, and so can do without those before it. */
  #taken(): string {
    this.#out.push(this.#pen.reset());
    return this.#out.splice(0).join('');
  }

  /** xterm begins again at the top when asked for a line after the last. */
  #line(y: number): IBufferLine | undefined {
    return y < this.#buffer.length ? this.#buffer.getLine(y) : undefined;
  }

  #cells(line: IBufferLine, end: number): void {
    this.#gap = 0;
    for (let x = 0; x < end; ) {
      const cell = line.getCell(x, this.#cell);
      if (cell === undefined) break;
      this.#write(cell);
      // The second half of a wide character comes with the first.
      x += cell.getWidth() === 2 ? 2 : 1;
    }
    if (end < this.#cols) this.#closeGap();
  }

  #write(cell: IBufferCell): void {
    const characters = cell.getChars();
    if (characters === '' && isErasable(lookOf(cell))) {
      this.#blank(cell);
      return;
    }
    this.#closeGap();
    this.#out.push(this.#pen.change(cell), characters || ' ');
  }

  /** A cell that holds nothing: plain ones are stepped over, coloured ones are erased in their colour. */
  #blank(cell: IBufferCell): void {
    if (!cell.isAttributeDefault()) {
      this.#closeGap();
      this.#out.push(this.#pen.change(cell), '\x1b[X');
    }
    this.#gap += 1;
  }

  #closeGap(): void {
    if (this.#gap === 1) this.#out.push('\x1b[C');
    else if (this.#gap > 1) this.#out.push(`\x1b[${this.#gap}C`);
    this.#gap = 0;
  }

  #join(line: IBufferLine, next: IBufferLine): void {
    if (!next.isWrapped) {
      this.#out.push(this.#pen.reset(), '\r\n');
      return;
    }
    const last = line.getCell(this.#cols - 1);
    const isOpen = last !== undefined && last.getWidth() === 1 && last.getChars() === '' && isErasable(lookOf(last));
    const first = next.getCell(0, this.#cell);
    const isPlain = first !== undefined && first.getChars() !== '' && first.isBgDefault();
    const wrapsByItself = isPlain && (!isOpen || this.#leavesLastCellOpen(line, next));
    if (!wrapsByItself) this.#forceWrap(isOpen ? last : undefined);
  }

  /** A wide character that finds one free cell gives it its look, leaves it empty and goes to the next line. */
  #leavesLastCellOpen(line: IBufferLine, next: IBufferLine): boolean {
    if (!next.isWrapped) return false;
    const last = line.getCell(this.#cols - 1);
    const first = next.getCell(0);
    if (last === undefined || first === undefined) return false;
    if (last.getWidth() !== 1 || last.getChars() !== '' || first.getWidth() !== 2 || !first.isBgDefault()) return false;
    return lookOf(last).fg === lookOf(first).fg && lookOf(last).bg === lookOf(first).bg;
  }

  /** Goes over to the next line by a blank in no colour, then takes back every trace of it. */
  #forceWrap(openLast: IBufferCell | undefined): void {
    if (openLast !== undefined) this.#out.push(`\x1b[${this.#cols}G`, this.#pen.reset(), ' ');
    this.#out.push(this.#pen.reset(), ' \r\x1b[X');
    if (openLast === undefined) return;
    this.#out.push(`\x1b[A\x1b[${this.#cols}G`, this.#pen.change(openLast), '\x1b[X', this.#pen.reset(), '\x1b[B\r');
  }
}
