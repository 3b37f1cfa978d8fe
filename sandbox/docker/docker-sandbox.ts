import type { FileHandle } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { Connection, ConnectTarget, ExecOptions, ExecResult, OpenTerminalOptions, Sandbox, Terminal } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import type { Observation, Probe, ProbeResult } from '../observation.ts';
import type { ObservedSandbox } from '../observer/observed-sandbox.ts';
import { connectThrough } from '../terminal/connect-through.ts';
import { connectToHolderOf } from '../terminal/connect-to-holder.ts';
import { openTunnel } from '../terminal/open-tunnel.ts';
import { TerminalHolder } from '../terminal/terminal-holder.ts';
import { Turns } from '../terminal/turns.ts';
import { engineError, statusOf } from './engine-error.ts';
import { runExec } from './run-exec.ts';

/** Of many that knock at once the holder sends the oldest away, whoever that is; so ours come a few at a time. */
const OPENING_MAX = 8;
const RELAY = ['/usr/lib/vethlab/init', 'attach'];

export interface DockerSandboxParts {
  readonly id: string;
  readonly container: Docker.Container;
  /** The machine's first process, where the engine runs on this host. Closed by the sandbox. */
  readonly firstProcess: FileHandle | undefined;
  readonly gone: Promise<void>;
  readonly observed: ObservedSandbox;
  /** Told once, when the container is no more. */
  onRemoved(): void;
}

/** One machine in a container. */
export class DockerSandbox implements Sandbox {
  readonly id: string;
  readonly gone: Promise<void>;
  readonly #parts: DockerSandboxParts;
  readonly #holder: TerminalHolder;
  readonly #openings = new Turns(OPENING_MAX);
  #disposal: Promise<void> | undefined;
  #isGone = false;

  constructor(parts: DockerSandboxParts) {
    this.id = parts.id;
    this.gone = parts.gone;
    this.#parts = parts;
    this.#holder = new TerminalHolder(() => this.#connect());
    void parts.gone.then(() => {
      this.#isGone = true;
      parts.observed[Symbol.dispose]();
      void parts.firstProcess?.close();
    });
  }

  exec(argv: readonly [string, ...string[]], options?: ExecOptions): Promise<ExecResult> {
    return runExec(this.#parts.container, argv, options);
  }

  connect(target: ConnectTarget): Promise<Connection> {
    return this.#openings.run(async () => openTunnel(await this.#connect(), target));
  }

  openTerminal(options: OpenTerminalOptions): Promise<Terminal> {
    return this.#holder.open(options);
  }

  terminals(): Promise<string[]> {
    return this.#holder.list();
  }

  observe(): Promise<Observation> {
    return this.#parts.observed.observe();
  }

  onObservation(listener: (observation: Observation) => void, options: { readonly counters: boolean }): Disposable {
    return this.#parts.observed.onObservation(listener, options);
  }

  probe(probe: Probe): Promise<ProbeResult> {
    return this.#parts.observed.probe(probe);
  }

  /** A removal that failed may be tried again. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal ??= this.#remove();
    try {
      await this.#disposal;
    } catch (error) {
      this.#disposal = undefined;
      throw error;
    }
  }

  async #remove(): Promise<void> {
    this.#parts.observed[Symbol.dispose]();
    await removeContainer(this.#parts.container);
    this.#parts.onRemoved();
  }

  async #connect(): Promise<Duplex> {
    if (this.#isGone) throw new SandboxError('sandbox/gone', 'the machine is no more');
    const { firstProcess } = this.#parts;
    return firstProcess === undefined ? this.#relay() : connectToHolderOf(firstProcess);
  }

  async #relay(): Promise<Duplex> {
    try {
      const exec = await this.#parts.container.exec({ Cmd: RELAY, AttachStdin: true, AttachStdout: true, AttachStderr: true });
      return connectThrough((await exec.start({ hijack: true, stdin: true })) as Duplex);
    } catch (cause) {
      throw engineError(cause, 'sandbox/terminal-failed', 'reaching the terminals');
    }
  }
}

/** Ends and removes a container. One that is gone, or being removed by somebody else, is fine. */
export async function removeContainer(container: Docker.Container): Promise<void> {
  try {
    await container.remove({ force: true, v: true });
  } catch (cause) {
    if (statusOf(cause) === 404) return;
    if (statusOf(cause) !== 409) throw engineError(cause, 'sandbox/engine-unreachable', 'removing a machine');
    await container.wait({ condition: 'removed' }).catch(() => undefined);
  }
}
