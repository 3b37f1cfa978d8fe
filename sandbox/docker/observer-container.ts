import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import { connectThrough } from '../terminal/connect-through.ts';
import { HOME_LABEL } from './container-options.ts';
import { engineError, statusOf } from './engine-error.ts';

const AGENT = ['/usr/bin/python3', '-BEs', '/usr/lib/vethlab/observer/main.py'];

/**
 * Read every sandbox's namespaces (SYS_ADMIN, SYS_PTRACE), links and rules (NET_ADMIN) and files (DAC_…), hear the events
 * of all of a sandbox's namespaces at once (NET_BROADCAST), and ping from inside (NET_RAW).
 */
const CAPABILITIES = ['DAC_OVERRIDE', 'DAC_READ_SEARCH', 'NET_ADMIN', 'NET_BROADCAST', 'NET_RAW', 'SYS_ADMIN', 'SYS_PTRACE'];
const MEMORY_BYTES = 256 * 1024 * 1024;

export interface ObserverContainerOptions {
  readonly docker: Docker;
  readonly home: string;
  readonly image: string;
}

/**
 * The one container that looks at all sandboxes of an engine, outside every one of them. It outlives the server; each
 * server process runs its own agent in there.
 */
export class ObserverContainer {
  readonly #options: ObserverContainerOptions;
  readonly #name: string;

  constructor(options: ObserverContainerOptions) {
    this.#options = options;
    this.#name = `vethlab-observer-${createHash('sha256').update(options.home).digest('hex').slice(0, 8)}`;
  }

  /** Brings the container up, if it is not. */
  async start(): Promise<void> {
    await this.#running();
  }

  /** A new agent's standard input and output. */
  async connect(): Promise<Duplex> {
    try {
      const container = await this.#running();
      const exec = await container.exec({ Cmd: AGENT, AttachStdin: true, AttachStdout: true, AttachStderr: true });
      return connectThrough((await exec.start({ hijack: true, stdin: true })) as Duplex);
    } catch (cause) {
      throw engineError(cause, 'sandbox/observer-failed', 'starting the observer');
    }
  }

  async #running(): Promise<Docker.Container> {
    const { docker, image } = this.#options;
    const container = docker.getContainer(this.#name);
    const found = await inspectIfAny(container);
    if (found?.State.Running === true && found.Config.Image === image) return container;
    if (found !== undefined) await container.remove({ force: true });
    try {
      await docker.createContainer(this.#settings());
    } catch (error) {
      // Another server process of this home was faster.
      if (statusOf(error) !== 409) throw error;
    }
    await container.start();
    return container;
  }

  #settings(): Docker.ContainerCreateOptions {
    return {
      name: this.#name,
      Image: this.#options.image,
      Cmd: ['sleep', 'infinity'],
      Labels: { [HOME_LABEL]: this.#options.home },
      HostConfig: {
        NetworkMode: 'none',
        PidMode: 'host',
        UsernsMode: 'host',
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        CapAdd: CAPABILITIES,
        // The engine's own seccomp profile lets the capabilities above do their work, and nothing else.
        SecurityOpt: ['no-new-privileges', 'apparmor=unconfined'],
        Memory: MEMORY_BYTES,
        MemorySwap: MEMORY_BYTES,
        CpuShares: 2048,
        PidsLimit: 128,
        LogConfig: { Type: 'none', Config: {} },
      },
    };
  }
}

async function inspectIfAny(container: Docker.Container): Promise<Docker.ContainerInspectInfo | undefined> {
  try {
    return await container.inspect();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
