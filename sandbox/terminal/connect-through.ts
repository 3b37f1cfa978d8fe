import { Duplex, finished } from 'node:stream';
import { malformed } from './frames.ts';

const HEADER_BYTES = 8;
const STDOUT = 1;
const STDERR = 2;

/**
 * The holder's stream out of an engine's exec stream (without a terminal) that runs `init attach`: an engine sends
 * stdout and stderr in one, in pieces headed `[which u8][0 0 0][length u32 BE]`. Owns the exec stream.
 */
export function connectThrough(exec: Duplex): Duplex {
  return new ExecStdout(exec);
}

class ExecStdout extends Duplex {
  readonly #exec: Duplex;
  #header: Buffer = Buffer.alloc(0);
  #which = 0;
  /** Bytes of the open piece that are still to come. */
  #left = 0;

  constructor(exec: Duplex) {
    super({ allowHalfOpen: false });
    this.#exec = exec;
    exec.on('data', (chunk: Buffer) => this.#split(chunk));
    finished(exec, { writable: false }, () => this.push(null));
  }

  override _read(): void {
    this.#exec.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#exec.write(bytes, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#exec.destroy();
    done(error);
  }

  #split(chunk: Buffer): void {
    for (let at = 0; at < chunk.length && !this.destroyed; ) {
      const rest = chunk.subarray(at);
      at += this.#left === 0 ? this.#takeHeader(rest) : this.#takePiece(rest);
    }
  }

  #takeHeader(bytes: Buffer): number {
    const taken = bytes.subarray(0, HEADER_BYTES - this.#header.length);
    this.#header = Buffer.concat([this.#header, taken]);
    if (this.#header.length === HEADER_BYTES) {
      this.#which = this.#header.readUInt8(0);
      this.#left = this.#header.readUInt32BE(4);
      this.#header = Buffer.alloc(0);
      if (this.#which !== STDOUT && this.#which !== STDERR) this.destroy(malformed('no exec stream'));
    }
    return taken.length;
  }

  #takePiece(bytes: Buffer): number {
    const piece = bytes.subarray(0, this.#left);
    this.#left -= piece.length;
    if (this.#which === STDOUT && !this.push(piece)) this.#exec.pause();
    return piece.length;
  }
}
