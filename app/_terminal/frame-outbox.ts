import type { Frame, FrameBatch } from '../../server/protocol/http-transport.ts';

/** Well below what the server reads, with one more frame of the largest size that the page makes. */
const BATCH_CHARACTERS = 128 * 1024;
const BATCH_FRAMES = 500;

/** A batch that may be lost is sent again after so long. After the last one the connection counts as broken, as a socket's would. */
const RETRY_WAITS_MS = [100, 200, 400, 800, 1600, 3200];

/** What became of a batch, as far as the page can tell. `lost` may have arrived: it is safe to send it again. */
export type Delivery = 'taken' | 'refused' | 'lost';

export interface OutboxOptions {
  readonly deliver: (batch: FrameBatch) => Promise<Delivery>;
  /** The server does not take them any more. */
  readonly onBroken: () => void;
}

/**
 * Sends frames in order, each exactly once: numbered batches, one under way at a time, repeated until the server has them.
 * What gathers meanwhile goes with the next one.
 */
export class FrameOutbox {
  readonly #options: OutboxOptions;
  readonly #waiting: Frame[] = [];
  /** The number of the first frame that waits. */
  #first = 0;
  #owesSign = false;
  #isOver = false;
  #sending: Promise<void> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  add(frame: Frame): void {
    this.#waiting.push(frame);
    this.#send();
  }

  /** Shows that the page is there, if nothing else does. */
  giveSign(): void {
    this.#owesSign = true;
    this.#send();
  }

  /** Resolves when everything is sent, or nothing more can be. */
  async emptied(): Promise<void> {
    await this.#sending;
  }

  stop(): void {
    this.#isOver = true;
  }

  #send(): void {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    // What is given in one turn goes in one batch.
    await Promise.resolve();
    while (!this.#isOver && (this.#waiting.length > 0 || this.#owesSign)) {
      this.#owesSign = false;
      const frames = this.#waiting.slice(0, this.#batchSize());
      if (!(await this.#deliver({ first: this.#first, frames }))) {
        if (!this.#isOver) this.#options.onBroken();
        return;
      }
      this.#first += frames.length;
      this.#waiting.splice(0, frames.length);
    }
  }

  async #deliver(batch: FrameBatch): Promise<boolean> {
    for (const waitMs of [...RETRY_WAITS_MS, undefined]) {
      const delivery = await this.#options.deliver(batch);
      if (delivery !== 'lost') return delivery === 'taken';
      if (waitMs === undefined || this.#isOver) break;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    return false;
  }

  #batchSize(): number {
    let characters = 0;
    let count = 0;
    for (const frame of this.#waiting) {
      characters += 'text' in frame ? frame.text.length : frame.base64.length;
      count += 1;
      if (characters >= BATCH_CHARACTERS || count >= BATCH_FRAMES) break;
    }
    return count;
  }
}
