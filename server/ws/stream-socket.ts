import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { closeReasons } from '../protocol/close-reasons.ts';
import type { Frame, FrameBatch, StreamEvent } from '../protocol/http-transport.ts';
import { MAX_CLIENT_FRAME_BYTES } from '../protocol/messages.ts';
import type { PageSocket } from '../terminal/page-socket.ts';

/** A page that answers nothing from one beat to the next is gone; well below the minute after which proxies give up on silence. */
const BEAT_MS = 15_000;

/** What a page's socket is where WebSockets do not get through: an event stream down, and numbered batches of frames up. */
export class StreamSocket extends EventEmitter implements PageSocket {
  /** Under which the page's batches come. */
  readonly id = randomUUID();
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  #beat: Disposable;
  #heard = true;
  #isOver = false;
  /** The number of the frame that comes next. */
  #next = 0;

  constructor(response: ServerResponse, clock: Clock) {
    super();
    this.#response = response;
    this.#clock = clock;
    response.writeHead(200, {
      // As an event stream, because that is what things on the way know not to hold back.
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.socket?.setNoDelay(true);
    response.on('error', () => response.destroy());
    response.once('close', () => this.#end());
    this.#beat = clock.after(BEAT_MS, () => this.#listen());
    this.#write('open', this.id);
  }

  get bufferedAmount(): number {
    return this.#response.writableLength;
  }

  send(frame: string | Buffer): void {
    if (typeof frame === 'string') this.#write('text', frame);
    else this.#write('bytes', frame.toString('base64'));
  }

  close(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#write('close', `${code} ${reason}`);
    this.#isOver = true;
    this.#response.end();
  }

  terminate(): void {
    this.#response.destroy();
  }

  /** Takes what is new of a batch, and gives the number of the frame that is expected next. */
  receive({ first, frames }: FrameBatch): number {
    this.#heard = true;
    // A page numbers without gaps; one that does not is none of ours.
    if (first > this.#next) this.#refuse('bad-message');
    for (const frame of frames.slice(this.#next - first)) {
      if (this.#isOver) break;
      this.#next += 1;
      this.#take(frame);
    }
    return this.#next;
  }

  #take(frame: Frame): void {
    const isBinary = 'base64' in frame;
    const bytes = isBinary ? Buffer.from(frame.base64, 'base64') : Buffer.from(frame.text);
    if (bytes.byteLength > MAX_CLIENT_FRAME_BYTES) this.#refuse('too-large');
    else this.emit('message', bytes, isBinary);
  }

  #refuse(reason: 'bad-message' | 'too-large'): void {
    this.close(closeReasons[reason].code, reason);
  }

  #listen(): void {
    if (!this.#heard) {
      this.terminate();
      return;
    }
    this.#heard = false;
    this.#write('ping', '');
    this.#beat = this.#clock.after(BEAT_MS, () => this.#listen());
  }

  #write(event: StreamEvent, data: string): void {
    if (!this.#isOver) this.#response.write(`event: ${event}\ndata: ${data}\n\n`);
  }

  #end(): void {
    this.#isOver = true;
    this.#beat[Symbol.dispose]();
    this.emit('close');
  }
}
