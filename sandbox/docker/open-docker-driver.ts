import { connectEngine } from '../engine/connect-engine.ts';
import { reviveEngine } from '../engine/revive-engine.ts';
import { startEngine } from '../engine/start-engine.ts';
import { imageFiles } from '../image/build-image.ts';
import { ensureImage } from '../image/import-image.ts';
import { DockerDriver } from './docker-driver.ts';
import { checkIsolation, type Isolation } from './isolation.ts';

export interface OpenDockerDriverOptions {
  /** The private engine's home, and the mark of this installation's containers. */
  readonly home: string;
  /** Where the sandbox image was built. */
  readonly cache: string;
  /** `unix://` or `tcp://` of an engine to be used in place of the private one. */
  readonly engine?: string | undefined;
  /** A runtime of the engine that keeps learners apart, in place of user namespaces; or `privileged`, which does not. */
  readonly runtime?: string | undefined;
  /** For the log: what went wrong where nobody was waiting. */
  onFault?(error: unknown, sandboxId?: string): void;
}

/** Starts or adopts the engine, sees that it has the image, and opens the driver on it. Rejects with a `SandboxError`. */
export async function openDockerDriver(options: OpenDockerDriverOptions): Promise<DockerDriver> {
  const { home, cache, engine: address } = options;
  const engine = address === undefined ? await startEngine(home) : await connectEngine(address, { isLocal: false });
  const isolation = checkIsolation(engine, isolationOf(options.runtime));
  const image = await ensureImage(engine.docker, imageFiles(cache));
  const driver = new DockerDriver({
    engine,
    image,
    home,
    isolation,
    onFault: (error, sandboxId) => options.onFault?.(error, sandboxId),
    ...(address === undefined && { revive: () => reviveEngine(home) }),
  });
  driver.warmUp();
  return driver;
}

function isolationOf(runtime: string | undefined): Isolation {
  if (runtime === undefined) return { tier: 'userns' };
  return runtime === 'privileged' ? { tier: 'privileged' } : { tier: 'runtime', runtime };
}
