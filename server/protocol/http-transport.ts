import { z } from 'zod/mini';

/**
 * A terminal without a WebSocket, see PROTOCOL.md: the same frames, down as an event stream and up in numbered batches.
 * The events of the stream; `open` comes first and carries the connection's id, `close` last with the close code.
 */
export type StreamEvent = 'open' | 'text' | 'bytes' | 'ping' | 'close';

/** Of one batch's body; holds a frame of the largest size, in base64, with room for others. */
export const MAX_BATCH_BODY_BYTES = 256 * 1024;

const frameSchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ base64: z.string().check(z.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)) }),
]);

/** Frames in order; `first` counts the frames of this connection before them. A batch that comes twice changes nothing. */
export const frameBatchSchema = z.strictObject({
  first: z.int().check(z.minimum(0)),
  frames: z.array(frameSchema).check(z.maxLength(1000)),
});

export type Frame = z.infer<typeof frameSchema>;
export type FrameBatch = z.infer<typeof frameBatchSchema>;
