import { decodeMessage, FRAME_HEADER_BYTES, type HolderMessage, malformed } from './frames.ts';

/** Output is passed on as it arrives, so this bounds no memory; it tells a holder from something else. */
const OUTPUT_MAX_BYTES = 1_048_576;
/** The longest other frame is the list: 16 ids of 33 bytes. */
const MESSAGE_MAX_BYTES = 1024;
const OUTPUT_TYPE = 0x64;

export interface FrameSink {
  /** A slice of what was pushed; frames of output have no meaning of their own. */
  onOutput(bytes: Buffer): void;
  onMessage(message: HolderMessage): void;
}

/**
 * Takes the holder's stream apart, in whatever pieces it comes. Looks at headers only: output is never copied or walked.
 * Holds at most one short message. After it has thrown, it is of no more use.
 */
export class FrameDecoder {
  readonly #sink: FrameSink;
  /** The header, or the message, that is not whole yet. */
  #partial: Buffer = Buffer.alloc(0);
  #type: number | undefined;
  /** Bytes of the open frame that are still to come. */
  #left = 0;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at += this.#take(chunk.subarray(at));
  }

  #take(bytes: Buffer): number {
    if (this.#type === undefined) return this.#takeHeader(bytes);
    return this.#type === OUTPUT_TYPE ? this.#takeOutput(bytes) : this.#takeMessage(this.#type, bytes);
  }

  #takeHeader(bytes: Buffer): number {
    const taken = bytes.subarray(0, FRAME_HEADER_BYTES - this.#partial.length);
    const header = this.#joined(taken);
    if (header.length < FRAME_HEADER_BYTES) {
      this.#partial = header;
      return taken.length;
    }
    this.#openFrame(header.readUInt8(0), header.readUInt32LE(1));
    return taken.length;
  }

  #openFrame(type: number, length: number): void {
    if (length > (type === OUTPUT_TYPE ? OUTPUT_MAX_BYTES : MESSAGE_MAX_BYTES)) throw malformed(`a frame of ${length} bytes`);
    this.#partial = Buffer.alloc(0);
    this.#left = length;
    this.#type = type;
    if (length === 0) this.#closeFrame(type, this.#partial);
  }

  #takeOutput(bytes: Buffer): number {
    const slice = bytes.subarray(0, this.#left);
    this.#left -= slice.length;
    if (this.#left === 0) this.#type = undefined;
    this.#sink.onOutput(slice);
    return slice.length;
  }

  #takeMessage(type: number, bytes: Buffer): number {
    const taken = bytes.subarray(0, this.#left);
    const payload = this.#joined(taken);
    this.#left -= taken.length;
    this.#partial = payload;
    if (this.#left === 0) this.#closeFrame(type, payload);
    return taken.length;
  }

  #closeFrame(type: number, payload: Buffer): void {
    this.#type = undefined;
    this.#partial = Buffer.alloc(0);
    if (type !== OUTPUT_TYPE) this.#sink.onMessage(decodeMessage(type, payload));
  }

  #joined(bytes: Buffer): Buffer {
    return this.#partial.length === 0 ? bytes : Buffer.concat([this.#partial, bytes]);
  }
}
