import { z } from 'zod/mini';

/** Text frames of `/ws/sessions/:sessionId/terminals/:name`; binary frames are terminal bytes. See PROTOCOL.md. */
export const TERMINAL_SUBPROTOCOL = 'lab-terminal.v1';

/** The largest frame a page may send; longer input goes in several. */
export const MAX_CLIENT_FRAME_BYTES = 64 * 1024;

/** Larger than any real window, small enough for programs that allocate a cell for each position. */
const sizeShape = { cols: z.int().check(z.minimum(2), z.maximum(500)), rows: z.int().check(z.minimum(1), z.maximum(500)) };

export const terminalSizeSchema = z.strictObject(sizeShape);

/** Names one run of a shell, so that an offset is never taken for one of another run. */
const shellShape = { shell: z.string().check(z.minLength(1), z.maxLength(64)) };

export const clientMessageSchema = z.discriminatedUnion('type', [
  /** The page that somebody looks at says how large it is; the latest one decides for all pages of the terminal. */
  z.strictObject({ type: z.literal('resize'), ...sizeShape }),
  /** Running total of output bytes the page has processed, on the scale of `ready.offset`. */
  z.strictObject({ type: z.literal('ack'), received: z.int().check(z.minimum(0)) }),
  /** After `exited`: start a new shell in this terminal. */
  z.strictObject({ type: z.literal('restart') }),
  /** Asks for a `pong`: a page cannot see the WebSocket's own pings, and would not notice a dead connection. */
  z.strictObject({ type: z.literal('ping') }),
]);

export const serverMessageSchema = z.discriminatedUnion('type', [
  /**
   * Output continues at `offset`. When `reset` is true the page resets its screen and takes the given size first: what
   * follows (a repaint of screen and scrollback, `repaintBytes` long, that does not count for offsets) stands for
   * everything before `offset`.
   */
  z.strictObject({
    type: z.literal('ready'),
    offset: z.int().check(z.minimum(0)),
    reset: z.boolean(),
    repaintBytes: z.int().check(z.minimum(0)),
    ...shellShape,
    ...sizeShape,
  }),
  z.strictObject({ type: z.literal('exited'), exitCode: z.int() }),
  /** The shell is new and `offset` is where its output begins; the page writes `SHELL_RESTART_SEQUENCE` and carries on. */
  z.strictObject({ type: z.literal('restarted'), offset: z.int().check(z.minimum(0)), ...shellShape }),
  /** Another page of the same terminal has resized it; this one shows it at that size until somebody looks here. */
  z.strictObject({ type: z.literal('resized'), ...sizeShape }),
  z.strictObject({ type: z.literal('pong') }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/**
 * What a new shell finds in place of what the old one left: the normal screen, every mode at its default, a fresh line.
 * The old shell's text stays readable above it.
 */
export const SHELL_RESTART_SEQUENCE = '\x1b[?1047l\x1b[!p\x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\r\n\x1b[J';

export function decodeClientMessage(text: string): ClientMessage | undefined {
  return decode(clientMessageSchema, text);
}

export function decodeServerMessage(text: string): ServerMessage | undefined {
  return decode(serverMessageSchema, text);
}

export function encode(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message);
}

function decode<Schema extends z.ZodMiniType>(schema: Schema, text: string): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
