import { Transform, type TransformCallback } from 'node:stream';

export interface MeterOptions {
  readonly limitBytes: number;
  /** Called for each piece that passes. */
  touch(): void;
}

/** Lets bytes through, up to a limit. */
export class Meter extends Transform {
  readonly #options: MeterOptions;
  #left: number;

  constructor(options: MeterOptions) {
    super();
    this.#options = options;
    this.#left = options.limitBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#left -= chunk.length;
    this.#options.touch();
    if (this.#left < 0) done(new Error('more than one preview may carry'));
    else done(null, chunk);
  }
}
