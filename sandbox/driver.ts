import type { Duplex } from 'node:stream';
import type { Observation, Probe, ProbeResult } from './observation.ts';

/**
 * The port between the server and whatever runs a learner's machine.
 * Everything above this file is written against these interfaces; `server/main.ts` alone picks a driver.
 */
export interface SandboxDriver extends AsyncDisposable {
  readonly kind: 'docker' | 'local';
  /** How learners are kept apart, printed at start: `userns`, a runtime's name, `privileged`, or `none`. */
  readonly isolation: string;
  /** True when sandboxes and their shells outlive this process and `adopt` finds them again. */
  readonly outlivesServer: boolean;
  /** Boots one sandbox. Rejects with a `SandboxError`; never leaves a half-made one behind. */
  create(options: CreateOptions): Promise<Sandbox>;
  /** The running sandboxes that an earlier process left, whole and usable. Broken ones are removed. */
  adopt(): Promise<Sandbox[]>;
}

/** What a sandbox is doing while it comes up, in this order. `machine` is the engine's create and start. */
export const bootStages = ['machine', 'network', 'docker', 'ready'] as const;
export type BootStage = (typeof bootStages)[number];

export interface CreateOptions {
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  onStage?(stage: BootStage): void;
}

export interface SandboxLimits {
  readonly memoryMib: number;
  /** Size of the machine's writable root, held in memory. */
  readonly diskMib: number;
  readonly cpus: number;
  readonly pids: number;
}

export interface Sandbox extends AsyncDisposable {
  /** Unguessable, stable over server restarts. */
  readonly id: string;
  /** Resolves once, when the machine ends in any way, disposal included. Never rejects. */
  readonly gone: Promise<void>;
  /** Runs argv as root on the lab host, without a shell. A non-zero exit is a result, not an error. */
  exec(argv: readonly [string, ...string[]], options?: ExecOptions): Promise<ExecResult>;
  /**
   * Connects to what listens on the lab host, by TCP within the machine's own network; nothing outside it can be reached.
   * Rejects with `sandbox/connect-failed` or `sandbox/gone`. That nobody answers there is a result, not an error.
   */
  connect(target: ConnectTarget): Promise<Connection>;
  /** Attaches to the terminal with this id, starting its shell when it does not run yet. */
  openTerminal(options: OpenTerminalOptions): Promise<Terminal>;
  /** The ids of the terminals whose shells are running. */
  terminals(): Promise<string[]>;
  /** Looks at the machine now. Rejects with `sandbox/observer-failed` or `sandbox/gone`. */
  observe(): Promise<Observation>;
  /**
   * Reports each change of the machine until disposed. `counters` asks for packet counters to be followed too
   * (they have no events, so this polls about once a second; ask only while somebody looks).
   */
  onObservation(listener: (observation: Observation) => void, options: { readonly counters: boolean }): Disposable;
  /** Acts on the machine from the observer's side, out of the learner's reach. */
  probe(probe: Probe): Promise<ProbeResult>;
  /** Ends the machine. Idempotent; leaves nothing behind. */
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ExecOptions {
  readonly stdin?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Output is cut at 1 MiB a stream. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ConnectTarget {
  /** An IP address as the machine sees it: `127.0.0.1`, or one of its own. */
  readonly address: string;
  readonly port: number;
}

/** The stream is the caller's, who destroys it. It ends as a whole once the server's side has. */
export type Connection =
  | { readonly reached: true; readonly stream: Duplex }
  | { readonly reached: false; readonly reason: 'refused' | 'timeout' | 'unreachable' };

export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/** The machines of a sandbox that a shell can run on: the lab host, and the computer outside it. */
export const machineNames = ['host', 'client'] as const;
export type MachineName = (typeof machineNames)[number];

export interface OpenTerminalOptions {
  /** `[a-z0-9-]{1,32}`, chosen by the session; the same id reaches the same shell. */
  readonly id: string;
  readonly machine: MachineName;
  readonly size: TerminalSize;
}

/**
 * One attachment to one shell. Output begins with what the shell's holder still remembers, so that a new server
 * process can paint the screen; `start` says how many bytes came before that.
 */
export interface Terminal extends Disposable {
  readonly id: string;
  /** Offset, in bytes since the shell began, of the first byte given to `onOutput`. */
  readonly start: number;
  /** Resolves when the shell ends or its machine is gone (`exitCode` -1); never rejects. */
  readonly exited: Promise<{ readonly exitCode: number }>;
  /** At most one listener; output waits, unread, until there is one. */
  onOutput(listener: (chunk: Uint8Array) => void): Disposable;
  write(bytes: Uint8Array): void;
  resize(size: TerminalSize): void;
  pause(): void;
  resume(): void;
  /** Ends the shell. */
  kill(): void;
  /** Detaches. The shell lives on where the driver's `outlivesServer` is true. */
  [Symbol.dispose](): void;
}
