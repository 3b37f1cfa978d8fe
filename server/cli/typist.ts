import { stripVTControlCharacters } from 'node:util';
import type { ScriptLine } from '../../labs/core/script.ts';
import type { MachineName, Sandbox, Terminal } from '../../sandbox/driver.ts';

const SIZE = { cols: 120, rows: 40 };
/** The slowest line of a solution starts containers; one that takes longer waits for somebody to type. */
const LINE_TIMEOUT_MS = 30_000;
const PROMPT = /root@\S+:\S*# $/;

/** Types commands into real terminals of a sandbox, as a learner does: each when the prompt is there. */
export class Typist implements AsyncDisposable {
  readonly #sandbox: Sandbox;
  readonly #shells = new Map<MachineName, Shell>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Resolves with what the terminal shows for the command, when the prompt is back. */
  async type({ machine, command }: ScriptLine): Promise<string> {
    const shell = this.#shells.get(machine) ?? (await this.#open(machine));
    return shell.run(command);
  }

  async #open(machine: MachineName): Promise<Shell> {
    const terminal = await this.#sandbox.openTerminal({ id: `typist-${machine}`, machine, size: SIZE });
    const shell = new Shell(terminal);
    this.#shells.set(machine, shell);
    await shell.prompt();
    return shell;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const shell of this.#shells.values()) shell.end();
    this.#shells.clear();
  }
}

class Shell {
  readonly #terminal: Terminal;
  readonly #decoder = new TextDecoder();
  #output = '';
  #heard: () => void = () => {};

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    terminal.onOutput((chunk) => {
      this.#output += this.#decoder.decode(chunk, { stream: true });
      this.#heard();
    });
  }

  async run(command: string): Promise<string> {
    this.#output = '';
    this.#terminal.write(Buffer.from(`${command}\r`));
    await this.prompt();
    return this.#shown;
  }

  /** Resolves when the last thing on the terminal is a prompt. */
  async prompt(): Promise<void> {
    const deadline = AbortSignal.timeout(LINE_TIMEOUT_MS);
    while (!PROMPT.test(this.#shown)) {
      await new Promise<void>((resolve, reject) => {
        this.#heard = resolve;
        deadline.onabort = () => reject(new Error(`no prompt after ${LINE_TIMEOUT_MS / 1000} s: ${this.#shown}`));
      });
    }
  }

  end(): void {
    this.#terminal.kill();
    this.#terminal[Symbol.dispose]();
  }

  get #shown(): string {
    return stripVTControlCharacters(this.#output);
  }
}
