import type { MachineName, Sandbox } from '../../sandbox/driver.ts';
import { Problem } from '../problem.ts';
import { MAX_TERMINALS } from '../protocol/api.ts';
import type { Tape } from '../recording/tape.ts';
import type { Store } from '../store/open-store.ts';
import { saveTerminals, type TerminalRecord } from '../store/terminal-records.ts';
import type { LiveMachine } from './live-machine.ts';
import type { GrantedTerminal, TerminalEnd } from './terminal-access.ts';

/** The shell ends before it can draw anything in it. */
const ANY_SIZE = { cols: 80, rows: 24 };

interface Grant {
  readonly live: LiveMachine;
  readonly terminal: GrantedTerminal;
  readonly over: AbortController;
}

/** What a terminal in use means for its session. */
export interface TerminalHooks {
  readonly noteInput: () => void;
  readonly record: ((name: string, sandboxId: string) => Tape) | undefined;
}

/** The names of a session's terminals, and the right to use them. Shells and sockets are somebody else's. */
export class SessionTerminals {
  readonly #store: Store;
  readonly #sessionId: string;
  readonly #first: readonly TerminalRecord[];
  readonly #grants = new Map<string, Grant>();
  /** Names whose shells are being ended; nobody else gets them until then. */
  readonly #closing = new Set<string>();
  readonly #hooks: TerminalHooks;
  #terminals: readonly TerminalRecord[];

  constructor(parts: {
    readonly store: Store;
    readonly sessionId: string;
    readonly machines: readonly MachineName[];
    readonly terminals: readonly TerminalRecord[];
    readonly hooks: TerminalHooks;
  }) {
    this.#store = parts.store;
    this.#hooks = parts.hooks;
    this.#sessionId = parts.sessionId;
    this.#first = parts.machines.map((machine) => ({ name: machine, machine }));
    this.#terminals = parts.terminals.length > 0 ? parts.terminals : this.#first;
  }

  view(): TerminalRecord[] {
    return this.#terminals.map(({ name, machine }) => ({ name, machine }));
  }

  /** The right to use this terminal on this machine; the same object as long as both live. */
  grant(name: string, live: LiveMachine): GrantedTerminal | undefined {
    const record = this.#terminals.find((terminal) => terminal.name === name);
    if (record === undefined) return undefined;
    const known = this.#grants.get(name);
    if (known?.live === live) return known.terminal;
    const over = new AbortController();
    const closed = AbortSignal.any([live.over, over.signal]);
    const { noteInput, record: tape } = this.#hooks;
    const { sandbox } = live;
    const recording = tape && { record: () => tape(name, sandbox.id) };
    const terminal = { name, machine: record.machine, sandbox, noteInput, closed, ...recording };
    this.#grants.set(name, { live, terminal, over });
    return terminal;
  }

  async open(machine: MachineName): Promise<string> {
    if (!this.#first.some((first) => first.machine === machine)) {
      throw new Problem('bad-request', `this lab has no ${machine} machine`);
    }
    if (this.#terminals.length + this.#closing.size >= MAX_TERMINALS) throw new Problem('too-many-terminals');
    const name = freeName(machine, [...this.#terminals.map((terminal) => terminal.name), ...this.#closing]);
    await this.#save([...this.#terminals, { name, machine }]);
    return name;
  }

  /** Takes the terminal off the list and ends its sockets at once, then its shell. */
  async close(name: string, live: LiveMachine | undefined): Promise<void> {
    const record = this.#terminals.find((terminal) => terminal.name === name);
    if (record === undefined) throw new Problem('no-such-terminal');
    if (this.#terminals.length === 1) throw new Problem('bad-request', 'the last terminal stays');
    this.#grants.get(name)?.over.abort('terminal-closed' satisfies TerminalEnd);
    this.#grants.delete(name);
    this.#terminals = this.#terminals.filter((terminal) => terminal !== record);
    this.#closing.add(name);
    try {
      if (live !== undefined) await endShell(live.sandbox, record);
    } finally {
      this.#closing.delete(name);
      await this.#save(this.#terminals);
    }
  }

  /** The list as on a machine that nobody has used. */
  async startOver(): Promise<void> {
    await this.#save(this.#first);
  }

  /** Forgets the rights to use machines other than this one. */
  forgetGrantsBut(live: LiveMachine | undefined): void {
    for (const [name, grant] of this.#grants) if (grant.live !== live) this.#grants.delete(name);
  }

  async #save(terminals: readonly TerminalRecord[]): Promise<void> {
    this.#terminals = terminals;
    await saveTerminals(this.#store, this.#sessionId, terminals);
  }
}

/** A shell has an end only through an attachment to it, whether or not a socket holds one. */
async function endShell(sandbox: Sandbox, { name, machine }: TerminalRecord): Promise<void> {
  const running = await sandbox.terminals();
  if (!running.includes(name)) return;
  using shell = await sandbox.openTerminal({ id: name, machine, size: ANY_SIZE });
  shell.kill();
}

/** `host`, `host-2`, `host-3`, …: the first that is free. */
function freeName(machine: MachineName, names: readonly string[]): string {
  const taken = new Set(names);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? machine : `${machine}-${number}`;
    if (!taken.has(name)) return name;
  }
}
