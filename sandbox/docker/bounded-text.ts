import { Writable } from 'node:stream';

/** Takes a stream's text up to a limit, in bytes, and swallows the rest. */
export class BoundedText extends Writable {
  readonly #limitBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(limitBytes: number) {
    super({ decodeStrings: true });
    this.#limitBytes = limitBytes;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const taken = bytes.subarray(0, this.#limitBytes - this.#bytes);
    this.#chunks.push(Buffer.from(taken));
    this.#bytes += taken.length;
    done();
  }
}
