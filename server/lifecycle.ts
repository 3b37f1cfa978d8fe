import type { EventEmitter } from 'node:events';

/** Collects what one object opened, and gives it all back in reverse order. Dispose is idempotent. */
export class Disposables implements Disposable {
  readonly #stack = new DisposableStack();

  /** Takes over a disposable. After disposal it is disposed at once. */
  use<Resource extends Disposable>(resource: Resource): Resource {
    if (this.#stack.disposed) resource[Symbol.dispose]();
    else this.#stack.use(resource);
    return resource;
  }

  /** Runs `action` at disposal; at once when that is past. */
  defer(action: () => void): void {
    if (this.#stack.disposed) action();
    else this.#stack.defer(action);
  }

  /** Listens until disposal. */
  // biome-ignore lint/suspicious/noExplicitAny: an emitter's arguments are its own; the caller's listener types them.
  listen(emitter: EventEmitter, event: string, listener: (...args: any[]) => void): void {
    emitter.on(event, listener);
    this.defer(() => emitter.off(event, listener));
  }

  get disposed(): boolean {
    return this.#stack.disposed;
  }

  [Symbol.dispose](): void {
    this.#stack.dispose();
  }
}

/** A disposable that runs `action` once. */
export function disposable(action: () => void): Disposable {
  let done = false;
  return {
    [Symbol.dispose]() {
      if (done) return;
      done = true;
      action();
    },
  };
}
