import type { FrameBatch } from '../../server/protocol/http-transport.ts';
import { base64Of, bytesOf } from './base64.ts';
import { EventReader, type ReadEvent } from './event-reader.ts';
import { type Delivery, FrameOutbox } from './frame-outbox.ts';
import type { SocketLike } from './socket-like.ts';

/** What a WebSocket says of a connection that just broke. */
const BROKEN = 1006;

/** A batch that has no answer by now is taken for lost. */
const ANSWER_MS = 5000;

/** Answers by which the server, or what stands before it, says that it may be tried again. */
const PASSING = new Set([408, 425, 429, 502, 503, 504]);

export type Ask = (url: string, init: RequestInit) => Promise<Response>;

/** Stands in for a WebSocket where those do not get through: a streamed answer down, POSTs up. See PROTOCOL.md. */
export class HttpSocket implements SocketLike {
  readonly overHttp = true;
  binaryType = 'arraybuffer';
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly #url: string;
  readonly #ask: Ask;
  readonly #stop = new AbortController();
  readonly #outbox = new FrameOutbox({ deliver: (batch) => this.#post(batch), onBroken: () => this.#end(BROKEN) });
  #connection: string | undefined;
  #isOver = false;

  /** `url` as for the WebSocket, but for its scheme. */
  constructor(url: string, ask: Ask = (address, init) => fetch(address, init)) {
    this.#url = url;
    this.#ask = ask;
    void this.#read();
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#outbox.add(typeof frame === 'string' ? { text: frame } : { base64: base64Of(frame) });
  }

  /** What was sent before still goes out. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void this.#outbox.emptied().finally(() => this.#letGo());
  }

  async #read(): Promise<void> {
    try {
      const response = await this.#ask(this.#url, { method: 'POST', signal: this.#stop.signal });
      if (response.ok && response.body !== null) await this.#follow(response.body.getReader());
    } catch {
      // A broken stream is one that has ended.
    }
    this.#end(BROKEN);
  }

  async #follow(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    const events = new EventReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      for (const event of events.take(decoder.decode(piece.value, { stream: true }))) this.#take(event);
    }
  }

  #take({ event, data }: ReadEvent): void {
    switch (event) {
      case 'open':
        this.#connection = data;
        return;
      case 'text':
        this.#say(data);
        return;
      case 'bytes':
        this.#say(bytesOf(data).buffer);
        return;
      case 'ping':
        this.#outbox.giveSign();
        return;
      case 'close':
        this.#end(Number.parseInt(data, 10));
        return;
      default:
        // A newer server's; it says what it must in `text`.
        event satisfies never;
    }
  }

  #say(data: string | ArrayBuffer): void {
    if (!this.#isOver) this.onmessage?.({ data });
  }

  async #post(batch: FrameBatch): Promise<Delivery> {
    const address = `${this.#url}${this.#url.includes('?') ? '&' : '?'}connection=${this.#connection ?? ''}`;
    try {
      const { ok, status } = await this.#ask(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(batch),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (ok) return 'taken';
      return PASSING.has(status) ? 'lost' : 'refused';
    } catch {
      return 'lost';
    }
  }

  #end(code: number): void {
    const wasOver = this.#isOver;
    this.#isOver = true;
    this.#letGo();
    if (!wasOver) this.onclose?.({ code });
  }

  #letGo(): void {
    this.#outbox.stop();
    this.#stop.abort();
  }
}
