import { Writable } from 'node:stream';
import { type BootStage, bootStages } from '../driver.ts';
import { SandboxError } from '../errors.ts';

/** How much of what a machine said while booting goes into the error when it does not come up. */
const TAIL_CHARACTERS = 2000;

/** Reads what a booting machine writes, as a stream that the engine's output is sent into. */
export class BootWatch extends Writable {
  /** Resolves when the machine is ready; rejects when its output ends before. */
  readonly ready: Promise<void>;
  readonly #settle: PromiseWithResolvers<void>;
  readonly #onStage: (stage: BootStage) => void;
  #line = '';
  #tail = '';

  constructor(onStage: (stage: BootStage) => void) {
    super({ decodeStrings: true });
    this.#onStage = onStage;
    this.#settle = Promise.withResolvers<void>();
    this.ready = this.#settle.promise;
    // Whoever waits hears of it; before that there may be nobody.
    this.ready.catch(() => undefined);
  }

  /** The machine has ended, or will not be waited for any longer. */
  fail(error: Error): void {
    this.#settle.reject(error);
  }

  get tail(): string {
    return this.#tail.trim();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const text = bytes.toString('utf8');
    this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS);
    const lines = (this.#line + text).split('\n');
    this.#line = (lines.pop() ?? '').slice(-TAIL_CHARACTERS);
    for (const line of lines) this.#read(line);
    done();
  }

  override _final(done: () => void): void {
    this.fail(new SandboxError('sandbox/boot-failed', `the machine ended while it booted: ${this.tail}`));
    done();
  }

  #read(line: string): void {
    const [, word] = /^vethlab: stage (\w+)\s*$/.exec(line) ?? [];
    const stage = bootStages.find((name) => name === word);
    if (stage === undefined) return;
    this.#onStage(stage);
    if (stage === 'ready') this.#settle.resolve();
  }
}
