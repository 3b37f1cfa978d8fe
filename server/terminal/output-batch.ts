/**
 * Gathers what a shell prints during one turn of the event loop, so that a program that writes in small pieces costs one
 * frame. The turn is not held up: an echo goes out before the process sleeps again.
 */
export class OutputBatch implements Disposable {
  readonly #deliver: (bytes: Buffer) => void;
  #chunks: Uint8Array[] = [];
  #turn: NodeJS.Immediate | undefined;

  constructor(deliver: (bytes: Buffer) => void) {
    this.#deliver = deliver;
  }

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#turn ??= setImmediate(() => this.flush());
  }

  flush(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    const chunks = this.#chunks;
    if (chunks.length === 0) return;
    this.#chunks = [];
    this.#deliver(joined(chunks));
  }

  [Symbol.dispose](): void {
    clearImmediate(this.#turn);
    this.#chunks = [];
  }
}

function joined(chunks: readonly Uint8Array[]): Buffer {
  const [only] = chunks;
  if (chunks.length > 1 || only === undefined) return Buffer.concat(chunks);
  return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
}
