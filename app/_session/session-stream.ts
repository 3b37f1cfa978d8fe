import type { SessionView } from '../../server/protocol/session-view.ts';
import { protocolReaders } from './ask.ts';

/** First wait before a new try, doubled each time up to the last; a server's restart takes a second or two. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export interface SessionStreamListener {
  onSession(session: SessionView): void;
  onLine(line: Line): void;
}

export type Line = 'live' | 'broken';

/**
 * Follows a session's event stream until disposed. Every stream begins with the whole view, so a broken line loses nothing;
 * it is tried again with growing waits, and at once when the browser says that the network or the page is back.
 */
export class SessionStream implements Disposable {
  readonly #path: string;
  readonly #listener: SessionStreamListener;
  readonly #stop = new AbortController();
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitMs = FIRST_WAIT_MS;

  constructor(path: string, listener: SessionStreamListener) {
    this.#path = path;
    this.#listener = listener;
    const { signal } = this.#stop;
    window.addEventListener('online', () => this.retry(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.retry(), { signal });
    this.#open();
  }

  /** Tries again now, when the line is broken. */
  retry(): void {
    if (this.#timer === undefined) return;
    this.#waitMs = FIRST_WAIT_MS;
    this.#open();
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const source = new EventSource(this.#path);
    this.#source = source;
    source.onopen = () => {
      this.#waitMs = FIRST_WAIT_MS;
      this.#listener.onLine('live');
    };
    source.onmessage = (event: MessageEvent<string>) => void this.#read(event.data);
    source.onerror = () => this.#lose(source);
  }

  #lose(source: EventSource): void {
    source.close();
    if (this.#stop.signal.aborted) return;
    this.#listener.onLine('broken');
    // Spread over half to all of the wait, so that a class does not come back in one instant.
    this.#timer = setTimeout(() => this.#open(), this.#waitMs * (0.5 + Math.random() / 2));
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  async #read(line: string): Promise<void> {
    const readers = await protocolReaders().catch(() => undefined);
    const event = readers?.readSaid('event', parsed(line));
    if (event?.type === 'session' && !this.#stop.signal.aborted) this.#listener.onSession(event.session);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
