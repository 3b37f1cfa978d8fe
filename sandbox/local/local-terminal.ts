import type { Terminal, TerminalSize } from '../driver.ts';
import { OutputGate, type OutputSource } from '../terminal/output-gate.ts';

const GONE = -1;

export interface ViewedShell extends OutputSource {
  readonly id: string;
  /** The newest attachment; an older one has no say any more. */
  readonly viewer: LocalTerminal | undefined;
  write(bytes: Uint8Array): void;
  resize(size: TerminalSize): void;
  kill(): void;
}

/** One attachment to a shell of this machine. */
export class LocalTerminal implements Terminal {
  readonly id: string;
  readonly start: number;
  readonly exited: Promise<{ readonly exitCode: number }>;
  readonly #shell: ViewedShell;
  readonly #gate: OutputGate;
  readonly #exit = Promise.withResolvers<{ readonly exitCode: number }>();

  constructor(shell: ViewedShell, start: number) {
    this.id = shell.id;
    this.start = start;
    this.exited = this.#exit.promise;
    this.#shell = shell;
    this.#gate = new OutputGate(shell);
  }

  /** For the shell alone: its output, in order. */
  give(bytes: Uint8Array): void {
    this.#gate.push(bytes);
  }

  /** For the shell alone: it has ended, or a newer attachment has taken over. */
  end(exitCode: number): void {
    this.#gate.end(() => this.#exit.resolve({ exitCode }));
  }

  onOutput(listener: (chunk: Uint8Array) => void): Disposable {
    return this.#gate.listen(listener);
  }

  write(bytes: Uint8Array): void {
    if (this.#isAttached) this.#shell.write(bytes);
  }

  resize(size: TerminalSize): void {
    if (this.#isAttached) this.#shell.resize(size);
  }

  pause(): void {
    if (this.#isAttached) this.#gate.pause();
  }

  resume(): void {
    if (this.#isAttached) this.#gate.resume();
  }

  kill(): void {
    this.#shell.kill();
  }

  /** Ends the shell too: this driver's shells do not outlive anybody. */
  [Symbol.dispose](): void {
    if (this.#isAttached) this.#shell.kill();
    this.#exit.resolve({ exitCode: GONE });
  }

  get #isAttached(): boolean {
    return this.#shell.viewer === this;
  }
}
