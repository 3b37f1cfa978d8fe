import type { ScriptLine } from '../../labs/core/script.ts';
import type { MachineName, Sandbox, Terminal } from '../../sandbox/driver.ts';

const SIZE = { cols: 200, rows: 50 };

/** Somebody at the terminals of a sandbox, who types a command only after the one before has ended. */
export class Typist implements Disposable {
  readonly #sandbox: Sandbox;
  readonly #seats = new Map<MachineName, Seat>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Types the lines of a script; what they say goes to the screen, like a learner's. */
  async type(lines: readonly ScriptLine[]): Promise<void> {
    for (const { machine, command } of lines) await (await this.#seatAt(machine)).run(command);
  }

  async #seatAt(machine: MachineName): Promise<Seat> {
    const seat = this.#seats.get(machine) ?? new Seat(await this.#sandbox.openTerminal({ id: machine, machine, size: SIZE }));
    this.#seats.set(machine, seat);
    return seat;
  }

  [Symbol.dispose](): void {
    for (const seat of this.#seats.values()) seat[Symbol.dispose]();
  }
}

class Seat implements Disposable {
  readonly #terminal: Terminal;
  readonly #output: Disposable;
  #screen = '';
  #typed = 0;
  #onOutput = () => {};

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    const decoder = new TextDecoder();
    this.#output = terminal.onOutput((chunk) => {
      this.#screen += decoder.decode(chunk, { stream: true });
      this.#onOutput();
    });
  }

  /** Resolves when the shell is ready for the next command. */
  async run(command: string): Promise<void> {
    this.#typed += 1;
    // The echo of the typed line has `%d` where the line's output has the number.
    this.#terminal.write(new TextEncoder().encode(`${command}\rprintf '[typed %d]' ${this.#typed}\r`));
    await this.#until(`[typed ${this.#typed}]`);
  }

  async #until(text: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#onOutput = () => {
      if (this.#screen.includes(text)) resolve();
    };
    this.#onOutput();
    void this.#terminal.exited.then(() => reject(new Error(`the shell ended:\n${this.#screen}`)));
    await promise;
    this.#screen = '';
  }

  [Symbol.dispose](): void {
    this.#output[Symbol.dispose]();
    this.#terminal[Symbol.dispose]();
  }
}
