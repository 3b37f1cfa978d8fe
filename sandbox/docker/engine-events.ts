import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { HOME_LABEL } from './container-options.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

export interface EngineEventsOptions {
  readonly docker: Docker;
  readonly home: string;
  /** Tries to bring a dead engine back. */
  revive?(): Promise<void>;
  onFault?(error: unknown): void;
}

/**
 * Tells when containers end. Holds one event stream open, opens it anew when the engine goes and comes back, and then
 * asks what ended meanwhile.
 */
export class EngineEvents implements AsyncDisposable {
  readonly #options: EngineEventsOptions;
  readonly #gone = new Map<string, () => void>();
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  constructor(options: EngineEventsOptions) {
    this.#options = options;
    this.#running = this.#follow();
  }

  /** Resolves when this container has ended. */
  ended(containerId: string): Promise<void> {
    return new Promise((resolve) => {
      this.#gone.set(containerId, resolve);
    });
  }

  /** For a container that is known to have ended, whatever the engine says about it later. */
  announce(containerId: string): void {
    this.#gone.get(containerId)?.();
    this.#gone.delete(containerId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #follow(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#stop.signal.aborted) {
      try {
        await this.#listen(() => {
          pauseMs = FIRST_PAUSE_MS;
        });
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#options.onFault?.(error);
        await this.#options.revive?.().catch((failure: unknown) => this.#options.onFault?.(failure));
      }
      await delay(pauseMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Rejects when the stream ends. */
  async #listen(onConnected: () => void): Promise<never> {
    const { docker, home } = this.#options;
    const filters = { type: ['container'], event: ['die'], label: [`${HOME_LABEL}=${home}`] };
    const stream = (await docker.getEvents({ filters: JSON.stringify(filters) })) as Readable;
    const stop = () => stream.destroy();
    this.#stop.signal.addEventListener('abort', stop, { once: true });
    if (this.#stop.signal.aborted) stop();
    const ended = finished(stream, { writable: false }).finally(() => this.#stop.signal.removeEventListener('abort', stop));
    let rest = '';
    stream.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      try {
        for (const line of lines) this.#hear(line);
      } catch (error) {
        stream.destroy(error as Error);
      }
    });
    onConnected();
    await Promise.all([ended, this.#catchUp()]);
    throw new Error('the event stream of the engine has ended');
  }

  #hear(line: string): void {
    if (line.trim() === '') return;
    const event = JSON.parse(line) as { readonly Actor?: { readonly ID?: string } };
    if (event.Actor?.ID !== undefined) this.announce(event.Actor.ID);
  }

  async #catchUp(): Promise<void> {
    const { docker, home } = this.#options;
    const known = [...this.#gone.keys()];
    if (known.length === 0) return;
    const running = await docker.listContainers({ filters: { label: [`${HOME_LABEL}=${home}`] } });
    const alive = new Set(running.map(({ Id }) => Id));
    for (const id of known) if (!alive.has(id)) this.announce(id);
  }
}
