import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type MachineName, machineNames, type Sandbox, type Terminal } from '../../sandbox/driver.ts';
import type { Logger } from '../logger.ts';
import { Serial } from '../serial.ts';
import { historyPath } from './recording-shelf.ts';
import type { Historian } from './tape.ts';

/** Where the shells write what was entered, as `sandbox/image/rootfs/root/.bashrc` has it. */
const FILES: Readonly<Record<MachineName, string>> = { host: '/root/.bash_history', client: '/root/.bash_history_client' };
/** The keys on which such a shell reads its file anew, bound in the same place, and goes to the end of it. */
const READ_ANEW = Buffer.from('\x18\x12\x1b>');
/** What its prompt ends with. Before it, the kernel would take a key for itself. */
const PROMPT_END = '# ';

const MOST_LINES = 500;
const MOST_BYTES = 32_768;
/** A machine that does not answer is neither waited for nor held up. */
const PATIENCE_MS = 2000;
/** Whoever looks at the shell gives it another. */
const SIZE = { cols: 80, rows: 24 };

export interface CommandHistoryParts {
  readonly folder: string;
  readonly log: Logger;
  /** False while the learner wants nothing to be kept. */
  readonly isOn: (sessionId: string) => boolean;
}

interface Followed {
  readonly sandbox: Sandbox;
  readonly turns: Serial;
}

/**
 * Brings what a learner entered at their shells along to their next machine. It is the shells' own history: a line that
 * begins with a blank is not in it, nor what a program asks for without showing it. Never rejects, and never logs a line.
 */
export class CommandHistory implements Historian {
  readonly #parts: CommandHistoryParts;
  readonly #followed = new Map<string, Followed>();

  constructor(parts: CommandHistoryParts) {
    this.#parts = parts;
  }

  async give(sessionId: string, sandbox: Sandbox): Promise<void> {
    await this.#quietly(sessionId, async (machine) => {
      const lines = await this.#kept(sessionId, machine);
      if (lines === '') return;
      await sandbox.exec(['tee', FILES[machine]], { stdin: lines, timeoutMs: PATIENCE_MS });
      const running = await sandbox.terminals();
      if (!running.includes(machine)) return;
      // A spare's shell has been at its prompt since before there was anything to read.
      using shell = await sandbox.openTerminal({ id: machine, machine, size: SIZE });
      await readAnew(shell);
    });
  }

  follow(sessionId: string, sandbox: Sandbox): void {
    this.#followed.set(sessionId, { sandbox, turns: new Serial() });
  }

  async leave(sessionId: string): Promise<void> {
    await this.keep(sessionId);
    this.#followed.delete(sessionId);
  }

  /** Keeps what there is by now on the session's machine, if it has one. */
  async keep(sessionId: string): Promise<void> {
    const followed = this.#followed.get(sessionId);
    if (followed === undefined || !this.#parts.isOn(sessionId)) return;
    await followed.turns.run(() => this.#quietly(sessionId, (machine) => this.#copy(sessionId, machine, followed.sandbox)));
  }

  /** What was entered while nothing was to be kept leaves the machine's files, for what was kept before. */
  async takeUp(sessionId: string): Promise<void> {
    const followed = this.#followed.get(sessionId);
    if (followed === undefined) return;
    await followed.turns.run(() => this.#quietly(sessionId, (machine) => this.#putBack(sessionId, machine, followed.sandbox)));
  }

  /** What was entered so far is not kept: it leaves the machine's files, though the shells that run remember it. */
  async erase(sessionId: string): Promise<void> {
    const followed = this.#followed.get(sessionId);
    if (followed === undefined) return;
    const empty = (machine: MachineName) =>
      followed.sandbox.exec(['truncate', '--no-create', '--size=0', FILES[machine]], { timeoutMs: PATIENCE_MS });
    await followed.turns.run(() => this.#quietly(sessionId, empty));
  }

  async #kept(sessionId: string, machine: MachineName): Promise<string> {
    return readFile(historyPath(this.#parts.folder, sessionId, machine), 'utf8').catch(() => '');
  }

  async #putBack(sessionId: string, machine: MachineName, sandbox: Sandbox): Promise<void> {
    const stdin = await this.#kept(sessionId, machine);
    await sandbox.exec(['tee', FILES[machine]], { stdin, timeoutMs: PATIENCE_MS });
  }

  async #copy(sessionId: string, machine: MachineName, sandbox: Sandbox): Promise<void> {
    const tail = ['tail', '-c', String(MOST_BYTES), FILES[machine]] as const;
    const { exitCode, stdout } = await sandbox.exec(tail, { timeoutMs: PATIENCE_MS });
    const lines = exitCode === 0 ? plainLines(stdout) : [];
    if (lines.length === 0) return;
    const path = historyPath(this.#parts.folder, sessionId, machine);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
  }

  async #quietly(sessionId: string, act: (machine: MachineName) => Promise<unknown>): Promise<void> {
    const acts = await Promise.allSettled(machineNames.map(async (machine) => act(machine)));
    for (const { reason } of acts.filter((each) => each.status === 'rejected')) {
      this.#parts.log.debug({ error: reason, sessionId }, 'command history could not be carried over');
    }
  }
}

/** Resolves when the shell has read its file, or does not answer. */
async function readAnew(shell: Terminal): Promise<void> {
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  let printed = '';
  let isAsked = false;
  using _listening = shell.onOutput((chunk) => {
    if (isAsked) return resolve();
    printed += Buffer.from(chunk).toString('latin1');
    if (!printed.includes(PROMPT_END)) return;
    isAsked = true;
    shell.write(READ_ANEW);
  });
  await Promise.race([answered, shell.exited, delay(PATIENCE_MS, undefined, { ref: false })]);
}

/** The latest lines, each once in a row, without what is no text. What was cut through is not what was entered. */
function plainLines(text: string): string[] {
  const isCut = Buffer.byteLength(text) >= MOST_BYTES;
  return text
    .split('\n')
    .slice(isCut ? 1 : 0)
    .map((line) => line.replace(/\p{Cc}/gu, ''))
    .filter((line, index, all) => line.trim() !== '' && line !== all[index - 1])
    .slice(-MOST_LINES);
}
