import type { IBufferCell, Terminal } from '@xterm/headless';

/**
 * What a repaint needs and xterm's public interface does not tell: the pen, the saved cursor, the scroll region, the
 * character sets, the mouse protocol. We read them where they are because guessing them from the byte stream means
 * parsing it twice; the cost is that a new xterm may move them. Its version is pinned, and
 * tests/server/terminal/paint.test.ts compares whole screens and turns red when it does.
 */
export interface XtermInternals {
  readonly _inputHandler: { readonly _curAttrData: IBufferCell; parse(bytes: Uint8Array): void };
  readonly buffers: { readonly normal: BufferInternals; readonly alt: BufferInternals };
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly decPrivateModes: { readonly cursorStyle?: 'block' | 'underline' | 'bar'; readonly cursorBlink?: boolean };
  };
  readonly coreMouseService: { readonly activeProtocol: string; readonly activeEncoding: string };
  readonly _charsetService: {
    /** The one in use; restoring a cursor changes it alone. */
    readonly charset: Charset | undefined;
    readonly glevel: number;
    readonly _charsets: readonly (Charset | undefined)[];
  };
}

/** What some characters are shown as. */
export type Charset = Readonly<Record<string, string>>;

export interface BufferInternals {
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  readonly savedX: number;
  /** Counted from the first line of the scrollback. */
  readonly savedY: number;
  readonly savedCurAttrData: IBufferCell;
  readonly savedCharset: Charset | undefined;
  readonly scrollTop: number;
  readonly scrollBottom: number;
}

export function internalsOf(terminal: Terminal): XtermInternals {
  return (terminal as unknown as { readonly _core: XtermInternals })._core;
}
