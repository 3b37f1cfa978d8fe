import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { Disposables } from '../lifecycle.ts';
import type { SessionEvent } from '../protocol/session-view.ts';
import type { NumberedEvent } from '../session/session-events.ts';

/** Well below the minute after which proxies give up on a silent response. */
const HEARTBEAT_MS = 15_000;
/** An event, since a page sees no comments: one that hears nothing for long takes the line for dead. */
const BEAT = 'event: beat\ndata: still here\n\n';
/** A page that has read nothing for this long is gone, though its connection does not know. */
const STALLED_MS = 60_000;
/** What browsers wait before they connect again. */
const RETRY_MS = 1000;

/**
 * One page's event stream. Every event carries a whole state, so a page that reads slowly is sent the latest of each kind
 * when it is ready again, and nothing piles up.
 */
export class EventStream implements Disposable {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #cleanup = new Disposables();
  readonly #waiting = new Map<SessionEvent['type'], NumberedEvent>();
  #blocked = false;
  #timer: Disposable | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, clock: Clock) {
    this.#response = response;
    this.#clock = clock;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    request.socket.setNoDelay(true);
    this.#cleanup.listen(response, 'close', () => this[Symbol.dispose]());
    this.#cleanup.listen(response, 'error', () => this[Symbol.dispose]());
    this.#cleanup.listen(response, 'drain', () => this.#flush());
    this.#cleanup.defer(() => this.#timer?.[Symbol.dispose]());
    this.#cleanup.defer(() => response.end());
    this.#write(`retry: ${RETRY_MS}\n\n`);
  }

  /** Runs `action` when the stream ends, by whichever side. */
  onEnd(action: () => void): void {
    this.#cleanup.defer(action);
  }

  send(event: NumberedEvent): void {
    if (this.#cleanup.disposed) return;
    // Deleted first, so that the events still leave in the order of their ids.
    this.#waiting.delete(event.event.type);
    this.#waiting.set(event.event.type, event);
    if (!this.#blocked) this.#flush();
  }

  [Symbol.dispose](): void {
    this.#cleanup[Symbol.dispose]();
  }

  #flush(): void {
    this.#blocked = false;
    for (const [type, { id, event }] of this.#waiting) {
      this.#waiting.delete(type);
      this.#write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
      if (this.#blocked) return;
    }
    this.#rest();
  }

  #write(text: string): void {
    this.#blocked = !this.#response.write(text);
    this.#rest();
  }

  /** Waits for what is next: the page's reading when it is behind, a sign of life when there is nothing to say. */
  #rest(): void {
    if (this.#cleanup.disposed) return;
    this.#timer?.[Symbol.dispose]();
    this.#timer = this.#blocked
      ? this.#clock.after(STALLED_MS, () => this.#response.destroy())
      : this.#clock.after(HEARTBEAT_MS, () => this.#write(BEAT));
  }
}
