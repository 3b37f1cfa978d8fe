/** Cuts a byte stream into lines. Bytes are joined only once a line is whole, so no character is cut in two. */
export class LineSplitter {
  readonly #limitBytes: number;
  readonly #parts: Uint8Array[] = [];
  #sizeBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** The lines that `chunk` completes. Throws when a line is longer than the limit. */
  push(chunk: Uint8Array): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      lines.push(this.#take(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.byteLength) this.#keep(chunk.subarray(start));
    return lines;
  }

  #keep(part: Uint8Array): void {
    this.#sizeBytes += part.byteLength;
    if (this.#sizeBytes > this.#limitBytes) throw new RangeError('line too long');
    this.#parts.push(part);
  }

  #take(part: Uint8Array): string {
    this.#keep(part);
    const line = Buffer.concat(this.#parts).toString('utf8');
    this.#parts.length = 0;
    this.#sizeBytes = 0;
    return line;
  }
}
