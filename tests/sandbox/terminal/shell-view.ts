import type { Terminal } from '../../../sandbox/driver.ts';

let runs = 0;

/** Listens to a terminal and lets a test wait for what it prints. Keeps every byte. */
export class ShellView implements Disposable {
  readonly terminal: Terminal;
  /** Grows by doubling; the first `#printed` bytes count. */
  #memory = Buffer.allocUnsafe(65_536);
  readonly #listening: Disposable;
  #waiting: (() => void) | undefined;
  #printed = 0;
  #seen = 0;
  #onChunk: (() => void) | undefined;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
    this.#listening = terminal.onOutput((chunk) => {
      this.#keep(chunk);
      this.#onChunk?.();
      this.#waiting?.();
    });
  }

  get printed(): number {
    return this.#printed;
  }

  /** Called after each chunk, for tests that pause. */
  onChunk(callback: () => void): void {
    this.#onChunk = callback;
  }

  type(text: string): void {
    this.terminal.write(Buffer.from(text));
  }

  /** Everything printed so far. */
  bytes(): Buffer {
    return this.#memory.subarray(0, this.#printed);
  }

  /** Waits until the text has been printed, after what an earlier `until` has seen. Answers what lies between, the text included. */
  async until(text: string): Promise<string> {
    const wanted = Buffer.from(text);
    for (let from = this.#seen; ; ) {
      const bytes = this.bytes();
      const at = bytes.indexOf(wanted, from);
      if (at >= 0) {
        const between = bytes.subarray(this.#seen, at + wanted.length).toString('utf8');
        this.#seen = at + wanted.length;
        return between;
      }
      from = Math.max(this.#seen, bytes.length - wanted.length + 1);
      await this.#more();
    }
  }

  /** Lets `until` look only at what comes from here on. */
  skip(): void {
    this.#seen = this.#printed;
  }

  async untilPrinted(count: number): Promise<void> {
    while (this.#printed < count) await this.#more();
  }

  /** Types a command line and answers what it prints, whatever the shell echoes and prompts around it. */
  async run(command: string): Promise<string> {
    runs += 1;
    const end = `<end ${runs}>`;
    // The quotes keep the echoed line from looking like the output, and the number a replayed one.
    this.type(`printf '<be''gin ${runs}>'; ${command}; printf '<en''d ${runs}>'\n`);
    await this.until(`<begin ${runs}>`);
    const output = await this.until(end);
    return output.slice(0, -end.length).replaceAll('\r\n', '\n');
  }

  [Symbol.dispose](): void {
    this.#listening[Symbol.dispose]();
    this.terminal[Symbol.dispose]();
  }

  #keep(chunk: Uint8Array): void {
    const printed = this.#printed + chunk.length;
    if (printed > this.#memory.length) {
      const larger = Buffer.allocUnsafe(printed * 2);
      larger.set(this.bytes());
      this.#memory = larger;
    }
    this.#memory.set(chunk, this.#printed);
    this.#printed = printed;
  }

  async #more(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting = resolve;
    await promise;
    this.#waiting = undefined;
  }
}
