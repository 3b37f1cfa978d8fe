import type { Terminal, TerminalSize } from '../../../sandbox/driver.ts';

/** A shell that a test plays by hand. */
export class FakeTerminal implements Terminal {
  readonly id = 'host';
  readonly start: number;
  readonly exited: Promise<{ readonly exitCode: number }>;
  readonly written: string[] = [];
  readonly sizes: TerminalSize[] = [];
  paused = false;
  killed = false;
  detached = false;
  #listener: ((chunk: Uint8Array) => void) | undefined;
  readonly #exit = Promise.withResolvers<{ readonly exitCode: number }>();

  constructor(start = 0) {
    this.start = start;
    this.exited = this.#exit.promise;
  }

  get hasListener(): boolean {
    return this.#listener !== undefined;
  }

  print(output: string | Uint8Array): void {
    this.#listener?.(Buffer.from(output as string));
  }

  exit(exitCode: number): void {
    this.#exit.resolve({ exitCode });
  }

  onOutput(listener: (chunk: Uint8Array) => void): Disposable {
    this.#listener = listener;
    return {
      [Symbol.dispose]: () => {
        this.#listener = undefined;
      },
    };
  }

  write(bytes: Uint8Array): void {
    this.written.push(Buffer.from(bytes).toString());
  }

  resize({ cols, rows }: TerminalSize): void {
    this.sizes.push({ cols, rows });
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  kill(): void {
    this.killed = true;
  }

  [Symbol.dispose](): void {
    this.detached = true;
    this.exit(-1);
  }
}
