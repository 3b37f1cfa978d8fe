const SMALLEST_BYTES = 4096;

/** The most recent bytes of a stream, addressed by their offset in the whole stream. */
export class ByteLog {
  #bytes = Buffer.allocUnsafeSlow(SMALLEST_BYTES);
  /** Where the byte at `start` lies in `#bytes`. */
  #head = 0;
  #start: number;
  #end: number;

  constructor(start: number) {
    this.#start = start;
    this.#end = start;
  }

  /** Offset of the oldest byte that is still here. */
  get start(): number {
    return this.#start;
  }

  /** Offset after the newest byte. */
  get end(): number {
    return this.#end;
  }

  append(chunk: Uint8Array): void {
    const length = this.#end - this.#start;
    if (this.#head + length + chunk.byteLength > this.#bytes.byteLength) this.#rehouse(length + chunk.byteLength);
    this.#bytes.set(chunk, this.#head + length);
    this.#end += chunk.byteLength;
  }

  /** A look at the bytes, good only until the log changes. */
  view(from: number, to: number): Buffer {
    return this.#bytes.subarray(this.#head + from - this.#start, this.#head + to - this.#start);
  }

  copy(from: number, to: number): Buffer {
    return Buffer.from(this.view(from, to));
  }

  /** Forgets what lies before `offset`, and gives back memory that a long stretch took. */
  dropBefore(offset: number): void {
    if (offset <= this.#start) return;
    this.#head += offset - this.#start;
    this.#start = offset;
    const length = this.#end - this.#start;
    if (this.#bytes.byteLength > SMALLEST_BYTES && length * 8 < this.#bytes.byteLength) this.#rehouse(length);
  }

  /** Moves the bytes to a place with room for `needed`, twice as large so that moving costs little per byte. */
  #rehouse(needed: number): void {
    const live = this.view(this.#start, this.#end);
    const fits = needed * 2 <= this.#bytes.byteLength && needed * 8 >= this.#bytes.byteLength;
    if (fits) {
      this.#bytes.copyWithin(0, this.#head, this.#head + live.byteLength);
    } else {
      const larger = Buffer.allocUnsafeSlow(Math.max(SMALLEST_BYTES, needed * 2));
      live.copy(larger);
      this.#bytes = larger;
    }
    this.#head = 0;
  }
}
