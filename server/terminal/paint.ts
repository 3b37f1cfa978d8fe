import type { IBuffer, IModes, Terminal } from '@xterm/headless';
import { paintLines } from './paint-lines.ts';
import { styleOf } from './pen.ts';
import { type BufferInternals, type Charset, internalsOf, type XtermInternals } from './xterm-internals.ts';

const cursorStyles = { block: 1, underline: 3, bar: 5 } as const;
const mouseProtocols: Readonly<Record<string, string>> = { X10: '9', VT200: '1000', DRAG: '1002', ANY: '1003' };
const mouseEncodings: Readonly<Record<string, string>> = { SGR: '1006', SGR_PIXELS: '1016' };

/** xterm shows that many in a frame or two. */
const LINES_WORTH_A_GLANCE = 500;

/**
 * The bytes that bring a freshly reset terminal of the same size to the state of this one: both screens, scrollback,
 * cursor, pen and modes. Unlike the output that led there they ask no questions, so nothing is typed by replaying them.
 * Hyperlinks, coloured underlines, tab stops and palette changes are left out.
 */
export function* paint(terminal: Terminal): Generator<string> {
  const internals = internalsOf(terminal);
  const { normal, alternate, active } = terminal.buffer;
  yield* paintLines(normal, terminal.cols);
  yield savedCursor(normal, internals.buffers.normal, terminal.cols);
  if (active.type === 'alternate') {
    yield `${cursorPosition(internals.buffers.normal, 0)}\x1b[0m\x1b[?1047h\x1b[H`;
    yield* paintLines(alternate, terminal.cols);
    yield savedCursor(alternate, internals.buffers.alt, terminal.cols);
  }
  yield cursorAndModes(terminal, internals);
}

/**
 * The bytes that show what can be seen of this terminal, and nothing more: a few kilobytes where all of it may be a
 * million. Undefined where there is too little above the screen to make a difference.
 */
export function glance(terminal: Terminal): string | undefined {
  const { active, normal } = terminal.buffer;
  if (normal.baseY < LINES_WORTH_A_GLANCE) return undefined;
  const { buffers, coreService } = internalsOf(terminal);
  const lines = [...paintLines(active, terminal.cols, active.baseY)].join('');
  const cursor = cursorPosition(active.type === 'alternate' ? buffers.alt : buffers.normal, 0);
  return `${lines}${cursor}${coreService.isCursorHidden ? '\x1b[?25l' : ''}`;
}

function cursorAndModes(terminal: Terminal, internals: XtermInternals): string {
  const { active } = terminal.buffer;
  const buffer = active.type === 'alternate' ? internals.buffers.alt : internals.buffers.normal;
  const isOrigin = terminal.modes.originMode;
  return [
    scrollRegion(buffer, terminal.rows),
    isOrigin ? '\x1b[?6h' : '',
    cursorPosition(buffer, isOrigin ? buffer.scrollTop : 0),
    pendingWrap(active, { x: buffer.x, line: buffer.ybase + buffer.y }, terminal.cols),
    styleOf(internals._inputHandler._curAttrData),
    modes(terminal),
    characterSets(internals),
  ].join('');
}

function cursorPosition(buffer: BufferInternals, top: number): string {
  return `\x1b[${buffer.y - top + 1};${buffer.x + 1}H`;
}

interface Place {
  readonly x: number;
  /** Counted from the first line of the scrollback. */
  readonly line: number;
}

/** A cursor that stands after the last column gets there by writing the last character again, or a blank for none. */
function pendingWrap(buffer: IBuffer, { x, line: y }: Place, cols: number): string {
  if (x < cols) return '';
  const line = buffer.getLine(y);
  const isWide = line?.getCell(cols - 1)?.getWidth() === 0;
  const cell = line?.getCell(isWide ? cols - 2 : cols - 1);
  if (cell === undefined) return '';
  return `${isWide ? '\x1b[D' : ''}${styleOf(cell)}${cell.getChars() || ' '}`;
}

function savedCursor(buffer: IBuffer, saved: BufferInternals, cols: number): string {
  const line = Math.max(saved.savedY, saved.ybase);
  const row = line - saved.ybase + 1;
  const draws = isLineDrawing(saved.savedCharset);
  const isFirst = row === 1 && saved.savedX === 0 && !draws && saved.savedCurAttrData.isAttributeDefault();
  if (isFirst) return '';
  const position = `\x1b[${row};${saved.savedX + 1}H${pendingWrap(buffer, { x: saved.savedX, line }, cols)}`;
  const pen = styleOf(saved.savedCurAttrData);
  return draws ? `${position}${pen}\x1b(0\x1b7\x1b(B\x1b[0m` : `${position}${pen}\x1b7\x1b[0m`;
}

function scrollRegion(buffer: BufferInternals, rows: number): string {
  const isWhole = buffer.scrollTop === 0 && buffer.scrollBottom === rows - 1;
  return isWhole ? '' : `\x1b[${buffer.scrollTop + 1};${buffer.scrollBottom + 1}r`;
}

function modes(terminal: Terminal): string {
  const { coreService, coreMouseService } = internalsOf(terminal);
  const set: IModes = terminal.modes;
  const isOn: readonly (readonly [boolean, string])[] = [
    [set.applicationCursorKeysMode, '\x1b[?1h'],
    [set.applicationKeypadMode, '\x1b='],
    [set.bracketedPasteMode, '\x1b[?2004h'],
    [set.insertMode, '\x1b[4h'],
    [set.reverseWraparoundMode, '\x1b[?45h'],
    [set.sendFocusMode, '\x1b[?1004h'],
    [!set.wraparoundMode, '\x1b[?7l'],
    [coreService.isCursorHidden, '\x1b[?25l'],
    [terminal.options.convertEol === true, '\x1b[20h'],
  ];
  const parts = isOn.filter(([on]) => on).map(([, sequence]) => sequence);
  for (const mode of [mouseProtocols[coreMouseService.activeProtocol], mouseEncodings[coreMouseService.activeEncoding]]) {
    if (mode !== undefined) parts.push(`\x1b[?${mode}h`);
  }
  const { cursorStyle, cursorBlink } = coreService.decPrivateModes;
  if (cursorStyle !== undefined) parts.push(`\x1b[${cursorStyles[cursorStyle] + (cursorBlink ? 0 : 1)} q`);
  return parts.join('');
}

/** Only DEC's line drawing matters: nothing on this machine asks for a national set. */
function characterSets({ _charsetService: { charset, glevel, _charsets } }: XtermInternals): string {
  const parts = ['(', ')', '*', '+'].map((designator, level) =>
    isLineDrawing(level === glevel ? charset : _charsets[level]) ? `\x1b${designator}0` : '',
  );
  if (glevel === 1) parts.push('\x0e');
  return parts.join('');
}

function isLineDrawing(charset: Charset | undefined): boolean {
  return charset?.q === '─';
}
