import { randomUUID } from 'node:crypto';
import type {
  Connection,
  ConnectTarget,
  ExecOptions,
  ExecResult,
  MachineName,
  OpenTerminalOptions,
  Sandbox,
  Terminal,
} from '../../sandbox/driver.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import type { Observation, Probe, ProbeResult } from '../../sandbox/observation.ts';
import { disposable } from '../../server/lifecycle.ts';
import { observationOf } from './observations.ts';

interface Follower {
  readonly listener: (observation: Observation) => void;
  readonly counters: boolean;
}

/** A machine that is only its state: tests change it, break it and end it. */
export class MemorySandbox implements Sandbox {
  readonly id = randomUUID();
  readonly gone: Promise<void>;
  /** Scripts given to `bash -c`, in order. */
  readonly setups: string[] = [];
  readonly shells = new Map<string, MachineName>();
  readonly probes: Probe[] = [];
  /** What was connected to, in order. */
  readonly targets: ConnectTarget[] = [];
  /** Answers connections: what listens on the machine. */
  server: (target: ConnectTarget) => Promise<Connection> = async () => ({ reached: false, reason: 'refused' });
  readonly followers = new Set<Follower>();
  /** What the next calls fail with. */
  failures: { observe?: Error; exec?: Error; dispose?: Error } = {};
  exitCode = 0;
  /** What `tail` reads, `tee` writes and `truncate` empties. */
  readonly files = new Map<string, string>();
  /** Holds looks until it resolves. */
  looking: Promise<void> = Promise.resolve();
  #containers = 0;
  #sequence = 0;
  #end: () => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gone = promise;
    this.#end = resolve;
  }

  /** Changes the machine, and tells those who follow it. */
  run(containers: number): void {
    this.#containers = containers;
    const observation = this.#observation();
    for (const { listener } of [...this.followers]) listener(observation);
  }

  /** The machine ends by itself. */
  die(): void {
    this.#end();
  }

  async exec(argv: readonly [string, ...string[]], { stdin = '' }: ExecOptions = {}): Promise<ExecResult> {
    if (this.failures.exec) throw this.failures.exec;
    const [program, ...rest] = argv;
    if (program !== 'bash') return this.#file(program, rest.at(-1) ?? '', stdin);
    this.setups.push(argv[2] ?? '');
    return { exitCode: this.exitCode, stdout: '', stderr: '' };
  }

  #file(program: string, path: string, stdin: string): ExecResult {
    if (program === 'tee') this.files.set(path, stdin);
    if (program === 'truncate' && this.files.has(path)) this.files.set(path, '');
    const content = this.files.get(path);
    return { exitCode: content === undefined ? 1 : 0, stdout: content ?? '', stderr: '' };
  }

  async connect(target: ConnectTarget): Promise<Connection> {
    this.targets.push(target);
    return this.server(target);
  }

  async openTerminal({ id, machine }: OpenTerminalOptions): Promise<Terminal> {
    this.shells.set(id, machine);
    return {
      id,
      start: 0,
      exited: new Promise(() => undefined),
      onOutput: () => disposable(() => undefined),
      write: () => undefined,
      resize: () => undefined,
      pause: () => undefined,
      resume: () => undefined,
      kill: () => void this.shells.delete(id),
      [Symbol.dispose]: () => undefined,
    };
  }

  async terminals(): Promise<string[]> {
    return [...this.shells.keys()];
  }

  async observe(): Promise<Observation> {
    await this.looking;
    if (this.failures.observe) throw this.failures.observe;
    return this.#observation();
  }

  onObservation(listener: Follower['listener'], { counters }: { readonly counters: boolean }): Disposable {
    const follower = { listener, counters };
    this.followers.add(follower);
    return disposable(() => this.followers.delete(follower));
  }

  async probe(probe: Probe): Promise<ProbeResult> {
    this.probes.push(probe);
    return { reached: true };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.failures.dispose) throw this.failures.dispose;
    this.#end();
  }

  #observation(): Observation {
    return observationOf(this.#containers, ++this.#sequence);
  }
}

export const engineDown = () => new SandboxError('sandbox/engine-unreachable', 'the engine does not answer');
export const bootFailed = () => new SandboxError('sandbox/boot-failed', 'it did not boot');
