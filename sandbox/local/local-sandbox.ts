import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type {
  Connection,
  ConnectTarget,
  ExecOptions,
  ExecResult,
  MachineName,
  OpenTerminalOptions,
  Sandbox,
  Terminal,
} from '../driver.ts';
import { SandboxError } from '../errors.ts';
import type { Observation, Probe, ProbeResult } from '../observation.ts';
import type { ObservedSandbox } from '../observer/observed-sandbox.ts';
import type { ObserverLink } from '../observer/observer-link.ts';
import { connectHere } from './connect-here.ts';
import { SHELL } from './learner-environment.ts';
import { LocalShell } from './local-shell.ts';
import { runProgram } from './run-program.ts';

/** Where `ip netns add client` puts the outside computer's network. */
const CLIENT_NETWORK = '/run/netns/client';

/** This machine. Ending it ends what was started here, and nothing else. */
export class LocalSandbox implements Sandbox {
  readonly id = `local-${randomUUID()}`;
  readonly gone: Promise<void>;
  readonly #observed: ObservedSandbox;
  /** Those that were killed stay until they have ended. */
  readonly #shells = new Set<LocalShell>();
  readonly #stop = new AbortController();
  readonly #end = Promise.withResolvers<void>();

  constructor(observer: ObserverLink) {
    this.gone = this.#end.promise;
    this.#observed = observer.attach({ sandboxId: this.id, pid: 'self' });
  }

  async exec(argv: readonly [string, ...string[]], options: ExecOptions = {}): Promise<ExecResult> {
    this.#mustLive();
    const signal = AbortSignal.any([this.#stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
    return runProgram(argv, { ...options, signal });
  }

  async connect(target: ConnectTarget): Promise<Connection> {
    this.#mustLive();
    const connection = await connectHere(target, this.#stop.signal);
    this.#mustLive();
    return connection;
  }

  async openTerminal(options: OpenTerminalOptions): Promise<Terminal> {
    this.#mustLive();
    const shell = this.#wanted().find(({ id }) => id === options.id) ?? this.#startShell(options);
    return shell.attach(options.size);
  }

  async terminals(): Promise<string[]> {
    this.#mustLive();
    return this.#wanted().map(({ id }) => id);
  }

  async observe(): Promise<Observation> {
    this.#mustLive();
    return this.#observed.observe();
  }

  onObservation(listener: (observation: Observation) => void, options: { readonly counters: boolean }): Disposable {
    return this.#observed.onObservation(listener, options);
  }

  async probe(probe: Probe): Promise<ProbeResult> {
    this.#mustLive();
    return this.#observed.probe(probe);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#stop.signal.aborted) {
      this.#stop.abort(new SandboxError('sandbox/gone', 'this machine is no longer a sandbox'));
      this.#observed[Symbol.dispose]();
      for (const shell of this.#shells) shell.kill();
      await Promise.all([...this.#shells].map((shell) => shell.exited));
      this.#end.resolve();
    }
    await this.gone;
  }

  #wanted(): LocalShell[] {
    return [...this.#shells].filter((shell) => shell.isWanted);
  }

  #startShell(options: OpenTerminalOptions): LocalShell {
    const shell = new LocalShell({ ...options, argv: shellOf(options.machine) });
    this.#shells.add(shell);
    void shell.exited.then(() => this.#shells.delete(shell));
    return shell;
  }

  #mustLive(): void {
    this.#stop.signal.throwIfAborted();
  }
}

function shellOf(machine: MachineName): readonly [string, ...string[]] {
  if (machine === 'host') return [SHELL, '-l'];
  if (!existsSync(CLIENT_NETWORK)) {
    throw new SandboxError('sandbox/terminal-failed', `this machine has no ${CLIENT_NETWORK}, so there is no client machine`);
  }
  return ['nsenter', `--net=${CLIENT_NETWORK}`, '--', SHELL, '-l'];
}
