/** Something wrong with a lab's files. `file` begins with the name of the folder that holds the labs; `line` counts from 1. */
export interface LabFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Everything that is wrong with the labs, said at once, so that an author mends all of it in one go. */
export class LabFaults extends Error {
  override readonly name = 'LabFaults';
  readonly faults: readonly LabFault[];

  constructor(faults: readonly LabFault[]) {
    const lines = faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    super(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the labs\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

/** Gathers faults while files are read; reading goes on past each of them. */
export class FaultList {
  readonly #faults: LabFault[] = [];

  /** The same fault found on two ways counts once. */
  add(file: string, line: number, message: string): void {
    const known = this.#faults.some((fault) => fault.file === file && fault.line === line && fault.message === message);
    if (!known) this.#faults.push({ file, line, message });
  }

  throwIfAny(): void {
    if (this.#faults.length === 0) return;
    const inOrder = this.#faults.toSorted((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
    throw new LabFaults(inOrder);
  }
}
