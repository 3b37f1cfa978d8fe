import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type Docker from 'dockerode';
import type { CreateOptions, Sandbox, SandboxDriver } from '../driver.ts';
import type { Engine } from '../engine/connect-engine.ts';
import { ObserverLink } from '../observer/observer-link.ts';
import { bootContainer } from './boot-container.ts';
import { containerOptions, HOME_LABEL, SANDBOX_LABEL } from './container-options.ts';
import { DockerSandbox, removeContainer } from './docker-sandbox.ts';
import { engineError } from './engine-error.ts';
import { EngineEvents } from './engine-events.ts';
import { openFirstProcess } from './first-process.ts';
import { type Isolation, isolationName } from './isolation.ts';
import { ObserverContainer } from './observer-container.ts';

export interface DockerDriverOptions {
  readonly engine: Engine;
  /** Reference of the sandbox image in that engine. */
  readonly image: string;
  /** Marks the containers of this installation. */
  readonly home: string;
  readonly isolation: Isolation;
  /** Tries to bring the engine back after it has died. */
  revive?(): Promise<void>;
  /** For the log: what went wrong where nobody was waiting. */
  onFault?(error: unknown, sandboxId?: string): void;
}

/** Machines in containers of a Docker engine. Disposing of the driver leaves them running. */
export class DockerDriver implements SandboxDriver {
  readonly kind = 'docker';
  readonly isolation: string;
  readonly outlivesServer = true;
  readonly #options: DockerDriverOptions;
  readonly #docker: Docker;
  readonly #events: EngineEvents;
  readonly #observer: ObserverContainer;
  readonly #link: ObserverLink;
  /** Of the sandboxes' first processes; those of sandboxes that are gone are closed already. */
  readonly #opened = new Set<FileHandle>();

  constructor(options: DockerDriverOptions) {
    this.#options = options;
    this.#docker = options.engine.docker;
    this.isolation = isolationName(options.isolation);
    this.#events = new EngineEvents({ ...options, docker: this.#docker });
    this.#observer = new ObserverContainer({ ...options, docker: this.#docker });
    this.#link = new ObserverLink({
      connect: () => this.#observer.connect(),
      onFault: (error, sandboxId) => options.onFault?.(error, sandboxId),
    });
  }

  /** Starts in the background what the first look at a machine would have to wait for. */
  warmUp(): void {
    this.#observer.start().catch((error: unknown) => this.#options.onFault?.(error));
  }

  async create(options: CreateOptions): Promise<Sandbox> {
    options.signal.throwIfAborted();
    options.onStage?.('machine');
    const id = randomBytes(16).toString('hex');
    const container = await this.#createContainer(id, options);
    try {
      await bootContainer(this.#docker, container, options);
      return await this.#sandbox(id, container);
    } catch (error) {
      await removeContainer(container).catch((failure: unknown) => this.#options.onFault?.(failure, id));
      throw error;
    }
  }

  async adopt(): Promise<Sandbox[]> {
    const filters = { label: [`${HOME_LABEL}=${this.#options.home}`, SANDBOX_LABEL] };
    const found = await this.#docker.listContainers({ all: true, filters }).catch((cause: unknown) => {
      throw engineError(cause, 'sandbox/engine-unreachable', 'looking for machines');
    });
    const adopted = await Promise.all(found.map((container) => this.#adoptOne(container)));
    return adopted.filter((sandbox) => sandbox !== undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#events[Symbol.asyncDispose](), this.#link[Symbol.asyncDispose]()]);
    await Promise.all([...this.#opened].map((handle) => handle.close()));
  }

  async #createContainer(id: string, { limits }: CreateOptions): Promise<Docker.Container> {
    const { home, image, isolation } = this.#options;
    try {
      return await this.#docker.createContainer(containerOptions({ id, home, image, limits, isolation }));
    } catch (cause) {
      throw engineError(cause, 'sandbox/boot-failed', 'creating the machine');
    }
  }

  /** The machine, if it is whole: its terminals answer. Else it is removed. */
  async #adoptOne({ Id, State, Labels }: Docker.ContainerInfo): Promise<Sandbox | undefined> {
    const container = this.#docker.getContainer(Id);
    const id = Labels[SANDBOX_LABEL] ?? '';
    try {
      if (State !== 'running') throw new Error(`the machine is ${State}`);
      const sandbox = await this.#sandbox(id, container);
      await sandbox.terminals();
      return sandbox;
    } catch (error) {
      this.#options.onFault?.(error, id);
      await removeContainer(container).catch((failure: unknown) => this.#options.onFault?.(failure, id));
      return undefined;
    }
  }

  async #sandbox(id: string, container: Docker.Container): Promise<DockerSandbox> {
    const gone = this.#events.ended(container.id);
    const { State } = await container.inspect().catch((cause: unknown) => {
      throw engineError(cause, 'sandbox/gone', 'looking at the machine');
    });
    if (!State.Running) this.#events.announce(container.id);
    const isLocal = this.#options.engine.isLocal && State.Running;
    const firstProcess = isLocal ? await openFirstProcess(State.Pid, container.id) : undefined;
    if (firstProcess !== undefined) this.#opened.add(firstProcess);
    return new DockerSandbox({
      id,
      container,
      firstProcess,
      gone,
      observed: this.#link.attach({ sandboxId: id, pid: State.Pid }),
      onRemoved: () => {
        this.#events.announce(container.id);
        if (firstProcess !== undefined) this.#opened.delete(firstProcess);
      },
    });
  }
}
