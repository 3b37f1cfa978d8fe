import type { IncomingMessage } from 'node:http';
import { type Clock, systemClock } from '../clock.ts';
import type { RequestGuard } from '../http/request-guard.ts';
import type { Identity } from '../identity.ts';
import type { Logger } from '../logger.ts';
import { Problem } from '../problem.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import type { GrantedTerminal, TerminalAccess } from '../session/terminal-access.ts';
import type { PageSocket } from '../terminal/page-socket.ts';
import type { SharedTerminal } from '../terminal/shared-terminal.ts';
import { TerminalConnection } from '../terminal/terminal-connection.ts';
import { TerminalRegistry } from '../terminal/terminal-registry.ts';
import type { TerminalRequest } from './terminal-request.ts';

/** Pages that may look at one terminal at a time; each costs a copy of its output. */
const MAX_VIEWERS = 8;

export interface TerminalAdmissionParts {
  readonly access: TerminalAccess;
  readonly identity: Pick<Identity, 'learnerOf'>;
  readonly guard: Pick<RequestGuard, 'checkHost' | 'checkOrigin'>;
  readonly log: Logger;
  readonly clock?: Clock;
}

export interface Admitted {
  readonly terminal: SharedTerminal;
  readonly granted: GrantedTerminal;
  readonly wanted: TerminalRequest;
}

export type Admission =
  | { readonly problem: ProblemCode; readonly admitted?: never }
  | { readonly admitted: Admitted; readonly problem?: never };

/** Decides who may look at which terminal, by whatever door they come. Disposal says goodbye to every page. */
export class TerminalAdmission implements Disposable {
  readonly clock: Clock;
  readonly #parts: TerminalAdmissionParts;
  readonly #registry: TerminalRegistry;
  #disposed = false;

  constructor(parts: TerminalAdmissionParts) {
    this.#parts = parts;
    this.clock = parts.clock ?? systemClock;
    this.#registry = new TerminalRegistry({ clock: this.clock, log: parts.log });
  }

  get log(): Logger {
    return this.#parts.log;
  }

  /** A page of ours made this request. Throws a `Problem` otherwise. */
  checkSource(request: IncomingMessage): void {
    this.#parts.guard.checkHost(request);
    this.#parts.guard.checkOrigin(request);
  }

  /** Throws a `Problem` for a stranger. */
  learnerOf(request: IncomingMessage): string {
    const learnerId = this.#parts.identity.learnerOf(request);
    if (learnerId === undefined) throw new Problem('not-signed-in');
    return learnerId;
  }

  /** Opens the terminal for a learner who may see it. Rejects when that cannot be done. */
  async admit(learnerId: string, wanted: TerminalRequest): Promise<Admission> {
    const { sessionId, name } = wanted;
    const { granted, problem } = await this.#parts.access.terminal({ sessionId, learnerId, name });
    if (granted === undefined) return { problem };
    const terminal = await this.#registry.open(granted, wanted.size);
    if (this.#disposed) throw new Problem('server-stopping');
    return { admitted: { terminal, granted, wanted } };
  }

  /** Throws where as many look already. Called in one go with `connect`: many may wait for the same terminal to open. */
  checkRoom({ terminal }: Admitted): void {
    if (terminal.viewerCount >= MAX_VIEWERS) throw new Problem('too-many-requests', `${MAX_VIEWERS} pages look at this terminal`);
  }

  connect(socket: PageSocket, { terminal, granted, wanted }: Admitted): void {
    const { log } = this.#parts;
    const { position } = wanted;
    new TerminalConnection(socket, { terminal, position, clock: this.clock, log, noteInput: () => granted.noteInput() });
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#registry[Symbol.dispose]();
  }
}
