import unicode11 from '@xterm/addon-unicode11';
import xterm, { type IBuffer, type IBufferCell, type Terminal } from '@xterm/headless';
import { mendXterm, UNICODE_VERSION } from '../../../server/protocol/same-screen.ts';
import { isErasable, lookOf as packedLookOf } from '../../../server/terminal/pen.ts';
import { internalsOf, type XtermInternals } from '../../../server/terminal/xterm-internals.ts';

/** A terminal like the page's, without a window. */
export function pageTerminal(size: { readonly cols: number; readonly rows: number; readonly scrollback?: number }): Terminal {
  const terminal = new xterm.Terminal({ scrollback: 10_000, ...size, allowProposedApi: true, logLevel: 'off' });
  terminal.loadAddon(new unicode11.Unicode11Addon());
  terminal.unicode.activeVersion = UNICODE_VERSION;
  mendXterm(terminal);
  return terminal;
}

export function write(terminal: Terminal, bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => terminal.write(bytes, resolve));
}

/** Everything about a terminal that somebody can see or that decides what later output does. */
export function stateOf(terminal: Terminal) {
  const internals = internalsOf(terminal);
  const { normal, alternate, active } = terminal.buffer;
  const buffer = active.type === 'alternate' ? internals.buffers.alt : internals.buffers.normal;
  return {
    size: [terminal.cols, terminal.rows],
    active: active.type,
    normal: linesOf(normal, terminal.cols),
    alternate: active.type === 'alternate' ? linesOf(alternate, terminal.cols) : [],
    cursor: [buffer.x, buffer.y, buffer.ybase],
    region: [buffer.scrollTop, buffer.scrollBottom],
    pen: lookOf(internals._inputHandler._curAttrData),
    modes: terminal.modes,
    private: { ...internals.coreService.decPrivateModes },
    cursorHidden: internals.coreService.isCursorHidden,
    mouse: [internals.coreMouseService.activeProtocol, internals.coreMouseService.activeEncoding],
    charsets: charsetsOf(internals),
  };
}

function charsetsOf({ _charsetService: { charset, glevel, _charsets } }: XtermInternals): unknown[] {
  return [glevel, ...[0, 1, 2, 3].map((level) => (level === glevel ? charset : _charsets[level])?.q ?? 'q')];
}

function linesOf(buffer: IBuffer, cols: number): string[] {
  return Array.from({ length: buffer.length }, (_, y) => lineOf(buffer, y, cols));
}

function lineOf(buffer: IBuffer, y: number, cols: number): string {
  const room = buffer.getNullCell();
  const line = buffer.getLine(y);
  // The first line has nothing above it to be the rest of.
  const parts = [y > 0 && line?.isWrapped ? '↪' : ' '];
  for (let x = 0; x < cols; ) {
    const cell = line?.getCell(x, room);
    if (cell === undefined) break;
    parts.push(x === cols - 1 && cell.getChars() === '' ? ' ' : charactersOf(cell), lookOf(cell));
    x += cell.getWidth() === 2 ? 2 : 1;
  }
  return parts.join('');
}

/** An empty cell that has more than a background looks like a blank of that style, and is painted as one. */
function charactersOf(cell: IBufferCell): string {
  return cell.getChars() || (isErasable(packedLookOf(cell)) ? '·' : ' ');
}

function lookOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return '';
  const flags = [cell.isBold(), cell.isDim(), cell.isItalic(), cell.isUnderline(), cell.isInverse(), cell.isStrikethrough()];
  const colours = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()];
  return `<${flags.map((flag) => (flag ? 1 : 0)).join('')} ${colours.join(' ')}>`;
}
