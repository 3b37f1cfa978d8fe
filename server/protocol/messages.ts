import { z } from 'zod';

/** Text frames of `/ws/sessions/:sessionId/terminals/:name`; binary frames are terminal bytes. See PROTOCOL.md. */
export const TERMINAL_SUBPROTOCOL = 'lab-terminal.v1';

const sizeShape = { cols: z.int().min(2).max(1000), rows: z.int().min(1).max(500) };

export const clientMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('resize'), ...sizeShape }),
  /** Running total of output bytes the page has processed, on the scale of `ready.offset`. */
  z.strictObject({ type: z.literal('ack'), received: z.int().min(0) }),
  /** After `exited`: start a new shell in this terminal. */
  z.strictObject({ type: z.literal('restart') }),
]);

export const serverMessageSchema = z.discriminatedUnion('type', [
  /**
   * Replay starts at `offset`. When `reset` is true the page clears its screen first: what follows (a repaint of screen
   * and scrollback, `repaintBytes` long, that does not count for offsets) stands for everything before `offset`.
   */
  z.strictObject({
    type: z.literal('ready'),
    offset: z.int().min(0),
    reset: z.boolean(),
    repaintBytes: z.int().min(0),
  }),
  z.strictObject({ type: z.literal('exited'), exitCode: z.int() }),
  /** The shell is new; offsets begin again at 0. */
  z.strictObject({ type: z.literal('restarted') }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;

export function decodeClientMessage(text: string): ClientMessage | undefined {
  return decode(clientMessageSchema, text);
}

export function decodeServerMessage(text: string): ServerMessage | undefined {
  return decode(serverMessageSchema, text);
}

export function encode(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message);
}

function decode<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
