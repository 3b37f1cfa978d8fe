/**
 * What the page's xterm and the server's have in common, so that a repaint looks like what it stands for.
 */

/** Lines that both keep above the screen. */
export const SCROLLBACK_LINES = 10_000;

/** The table of character widths that both use; Hangul and most emoji take two cells. */
export const UNICODE_VERSION = '11';

interface EraseTarget {
  readonly cols: number;
  readonly buffer: { readonly active: { readonly cursorX: number; readonly cursorY: number; readonly length: number } };
  readonly parser: {
    registerCsiHandler(
      id: { readonly prefix?: string; readonly final: string },
      handler: (params: (number | number[])[]) => boolean,
    ): unknown;
  };
}

interface EraseInternals {
  readonly _core: {
    readonly _inputHandler: { eraseInDisplay(params: { readonly params: readonly number[] }, respectProtect: boolean): boolean };
  };
}

const ERASE_ABOVE = 1;
const ERASE_ALL = 2;

/**
 * xterm 6.0 throws when a program erases everything up to the very last cell (`printf '\e[999;999H\e[1J'`): it looks for a
 * line after the last. There, erasing above is erasing all.
 */
export function mendErase(terminal: EraseTarget): void {
  const handler = (terminal as unknown as EraseInternals)._core._inputHandler;
  const mended = (respectProtect: boolean) => (params: (number | number[])[]) => {
    const { cursorX, cursorY, length } = terminal.buffer.active;
    const isLastCell = cursorX + 1 >= terminal.cols && cursorY + 1 >= length;
    return params[0] === ERASE_ABOVE && isLastCell && handler.eraseInDisplay({ params: [ERASE_ALL] }, respectProtect);
  };
  terminal.parser.registerCsiHandler({ final: 'J' }, mended(false));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'J' }, mended(true));
}
