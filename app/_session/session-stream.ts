import type { Observation } from '../../sandbox/observation.ts';
import type { SessionView } from '../../server/protocol/session-view.ts';
import { protocolReaders } from './ask.ts';

/** First wait before a new try, doubled each time up to the last; a server's restart takes a second or two. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The server shows every 15 s that it is there. A line that says nothing for so long is dead, and nobody has hung up. */
const SILENT_MS = 40_000;

export interface SessionStreamListener {
  onSession(session: SessionView): void;
  /** Only on a path that asks for observations. `undefined` is one that this page does not understand. */
  onObservation(observation: Observation | undefined, subject: readonly string[]): void;
  onLine(line: Line): void;
}

export type Line = 'live' | 'broken';

/**
 * Follows a session's event stream until disposed. Every stream begins with the whole view, so a broken line loses nothing;
 * it is tried again with growing waits, and at once when the browser says that the network or the page is back. So is one
 * that may have died in the computer's sleep.
 */
export class SessionStream implements Disposable {
  #path: string;
  readonly #listener: SessionStreamListener;
  readonly #stop = new AbortController();
  #source: EventSource | undefined;
  /** The line before, while the one that takes its place is still to come. */
  #left: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #waitMs = FIRST_WAIT_MS;

  constructor(path: string, listener: SessionStreamListener) {
    this.#path = path;
    this.#listener = listener;
    const { signal } = this.#stop;
    window.addEventListener('online', () => this.#wake(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#wake(), { signal });
    document.addEventListener('resume', () => this.#wake(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.retry(), { signal });
    this.#open();
  }

  /** Tries again now, when the line is broken. */
  retry(): void {
    if (this.#timer === undefined) return;
    this.#waitMs = FIRST_WAIT_MS;
    this.#open();
  }

  /** Goes on at another path, if it is another; the line that is there stays until the new one is. */
  moveTo(path: string): void {
    if (path === this.#path) return;
    this.#path = path;
    if (this.#timer === undefined) this.#open();
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    this.#left?.close();
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#source?.close();
  }

  /** A line that was there before may be dead: another one takes its place. */
  #wake(): void {
    this.#waitMs = FIRST_WAIT_MS;
    this.#open();
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const source = new EventSource(this.#path);
    this.#leave(this.#source);
    this.#source = source;
    source.onopen = () => {
      this.#heard(source);
      this.#leave(undefined);
      this.#waitMs = FIRST_WAIT_MS;
      this.#listener.onLine('live');
    };
    source.onmessage = (event: MessageEvent<string>) => {
      this.#heard(source);
      void this.#read(event.data);
    };
    source.addEventListener('beat', () => this.#heard(source));
    source.onerror = () => this.#lose(source);
  }

  #heard(source: EventSource): void {
    if (source !== this.#source) return;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(source), SILENT_MS);
  }

  /** Closes what was left before. */
  #leave(source: EventSource | undefined): void {
    this.#left?.close();
    this.#left = source;
    if (source !== undefined) source.onerror = () => source.close();
  }

  #lose(source: EventSource): void {
    clearTimeout(this.#silence);
    source.close();
    this.#leave(undefined);
    if (this.#stop.signal.aborted) return;
    this.#listener.onLine('broken');
    // Spread over half to all of the wait, so that a class does not come back in one instant.
    this.#timer = setTimeout(() => this.#open(), this.#waitMs * (0.5 + Math.random() / 2));
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  async #read(line: string): Promise<void> {
    const readers = await protocolReaders().catch(() => undefined);
    const said = parsed(line);
    const event = readers?.readSaid('event', said);
    if (readers === undefined || this.#stop.signal.aborted) return;
    if (event?.type === 'session') this.#listener.onSession(event.session);
    else if (event?.type === 'observation') this.#listener.onObservation(event.observation, event.subject ?? []);
    else if (isObservation(said)) this.#listener.onObservation(undefined, []);
  }
}

function isObservation(said: unknown): boolean {
  return typeof said === 'object' && said !== null && 'type' in said && said.type === 'observation';
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
