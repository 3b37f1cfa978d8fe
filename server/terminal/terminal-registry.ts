import type { TerminalSize } from '../../sandbox/driver.ts';
import type { Clock } from '../clock.ts';
import { Disposables } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import type { CloseReason } from '../protocol/close-reasons.ts';
import type { GrantedTerminal, TerminalEnd } from '../session/terminal-access.ts';
import { SharedTerminal } from './shared-terminal.ts';

export interface RegistryOptions {
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * The terminals that pages have looked at since this process began. Each is held until the session says that it is over,
 * whether anybody looks or not. Disposal lets go of the shells without ending them.
 */
export class TerminalRegistry implements Disposable {
  readonly #options: RegistryOptions;
  readonly #terminals = new Map<GrantedTerminal, Promise<SharedTerminal>>();
  /** How to end each terminal that is open. */
  readonly #ends = new Set<(reason: CloseReason) => void>();
  #disposed = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#terminals.size;
  }

  /** Rejects with a `SandboxError` when the shell cannot be reached; the next call tries again. */
  open(granted: GrantedTerminal, size: TerminalSize): Promise<SharedTerminal> {
    const known = this.#terminals.get(granted);
    if (known !== undefined) return known;
    const opening = this.#open(granted, size);
    this.#terminals.set(granted, opening);
    opening.catch(() => this.#terminals.delete(granted));
    return opening;
  }

  /** Says goodbye to every page, and lets go of the shells. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const end of [...this.#ends]) end('server-stopping');
  }

  async #open(granted: GrantedTerminal, size: TerminalSize): Promise<SharedTerminal> {
    const { name: id, machine, sandbox, closed } = granted;
    const cleanup = new Disposables();
    const terminal = await SharedTerminal.open({
      ...this.#options,
      size,
      open: (shellSize) => sandbox.openTerminal({ id, machine, size: shellSize }),
      onLost: () => cleanup[Symbol.dispose](),
      record: granted.record,
    });
    const end = (reason: CloseReason) => {
      terminal.closeAll(reason);
      cleanup[Symbol.dispose]();
    };
    const onClosed = () => {
      terminal.shellIsOver();
      end(closed.reason as TerminalEnd);
    };
    cleanup.use(terminal);
    cleanup.defer(() => this.#terminals.delete(granted));
    cleanup.defer(() => this.#ends.delete(end));
    cleanup.defer(() => closed.removeEventListener('abort', onClosed));
    this.#ends.add(end);
    closed.addEventListener('abort', onClosed);
    if (closed.aborted) onClosed();
    if (this.#disposed) end('server-stopping');
    return terminal;
  }
}
