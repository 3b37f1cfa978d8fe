/**
 * What the page's xterm and the server's have in common, so that a repaint looks like what it stands for.
 */

/** Lines that both keep above the screen. */
const SCROLLBACK_LINES = 10_000;
/** A cell takes 12 bytes and more: on a screen wider than 200 columns there are fewer lines. */
const SCROLLBACK_CELLS = 2_000_000;

export function scrollbackOf(cols: number): number {
  return Math.min(SCROLLBACK_LINES, Math.floor(SCROLLBACK_CELLS / cols));
}

interface Size {
  readonly cols: number;
  readonly rows: number;
}

interface Resizable {
  readonly options: { scrollback?: number };
  resize(cols: number, rows: number): void;
}

/** The one way to resize: lines that go and lines that break anew come out alike. */
export function resizeXterm(terminal: Resizable, { cols, rows }: Size, scrollback = scrollbackOf(cols)): void {
  terminal.options.scrollback = scrollback;
  terminal.resize(cols, rows);
}

/** The table of character widths that both use; Hangul and most emoji take two cells. */
export const UNICODE_VERSION = '11';

interface Mendable {
  readonly cols: number;
  readonly rows: number;
  readonly buffer: {
    readonly active: {
      readonly cursorX: number;
      readonly cursorY: number;
      readonly baseY: number;
      readonly length: number;
      getLine(y: number): { translateToString(trim: boolean, from: number, to: number): string } | undefined;
    };
  };
  readonly parser: {
    registerCsiHandler(
      id: { readonly prefix?: string; readonly final: string },
      handler: (params: (number | number[])[]) => boolean,
    ): unknown;
  };
}

/** xterm's parser looks these up at each call, so that one put in their place is taken. */
type Handler = Record<string, (params: { readonly params: ArrayLike<number> }, respectProtect?: boolean) => boolean>;

const ERASE_ABOVE = 1;
const ERASE_ALL = 2;

/** More than that moves nothing that has not been moved away already. */
const LINE_COUNTS = ['insertLines', 'deleteLines', 'scrollUp', 'scrollDown'];
const COLUMN_COUNTS = [
  ...['insertChars', 'deleteChars', 'eraseChars', 'cursorForwardTab', 'cursorBackwardTab'],
  ...['insertColumns', 'deleteColumns', 'scrollLeft', 'scrollRight', 'repeatPrecedingCharacter'],
];

/** A character may have any number of accents; one with more than these is not repeated. */
const REPEATED_MAX_LENGTH = 32;

/** Keeps output from hurting whoever parses it: page and server, which must go on agreeing what it looks like. */
export function mendXterm(terminal: Mendable): void {
  const handler = (terminal as unknown as { readonly _core: { readonly _inputHandler: Handler } })._core._inputHandler;
  limitCounts(handler, LINE_COUNTS, () => terminal.rows);
  limitCounts(handler, COLUMN_COUNTS, () => terminal.cols);
  limitRepeated(handler, terminal);
  mendErase(handler, terminal);
}

/** xterm does what it is told two thousand million times (`printf '\e[2147483647L'`), which takes it hours. */
function limitCounts(handler: Handler, names: readonly string[], limit: () => number): void {
  for (const name of names) {
    const original = handler[name]?.bind(handler);
    if (original === undefined) throw new Error(`xterm has no ${name}`);
    handler[name] = ({ params }) => original({ params: [Math.min(params[0] ?? 0, limit())] });
  }
}

function limitRepeated(handler: Handler, { buffer }: Mendable): void {
  const original = handler.repeatPrecedingCharacter?.bind(handler);
  handler.repeatPrecedingCharacter = (params) => {
    const { baseY, cursorX, cursorY } = buffer.active;
    const character = buffer.active.getLine(baseY + cursorY)?.translateToString(false, Math.max(0, cursorX - 2), cursorX) ?? '';
    return character.length > REPEATED_MAX_LENGTH || original?.(params) === true;
  };
}

/**
 * xterm 6.0 throws when a program erases everything up to the very last cell (`printf '\e[999;999H\e[1J'`): it looks for a
 * line after the last. There, erasing above is erasing all.
 */
function mendErase(handler: Handler, terminal: Mendable): void {
  const mended = (respectProtect: boolean) => (params: (number | number[])[]) => {
    const { cursorX, cursorY, length } = terminal.buffer.active;
    const isLastCell = cursorX + 1 >= terminal.cols && cursorY + 1 >= length;
    return params[0] === ERASE_ABOVE && isLastCell && handler.eraseInDisplay?.({ params: [ERASE_ALL] }, respectProtect) === true;
  };
  terminal.parser.registerCsiHandler({ final: 'J' }, mended(false));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'J' }, mended(true));
}
