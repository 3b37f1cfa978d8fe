import type { BootStage, Sandbox, SandboxDriver, SandboxLimits } from '../../sandbox/driver.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import type { Logger } from '../logger.ts';
import { flavourOf } from './flavour.ts';

/** One machine on its way up. */
export class Boot {
  readonly limits: SandboxLimits;
  readonly flavour: string;
  readonly #stop = new AbortController();
  #stage: BootStage = 'machine';

  constructor(limits: SandboxLimits) {
    this.limits = limits;
    this.flavour = flavourOf(limits);
  }

  get stage(): BootStage {
    return this.#stage;
  }

  cancel(reason: Error): void {
    this.#stop.abort(reason);
  }

  /** Creates the machine; a failure that may be bad luck is tried once more. */
  async run(driver: SandboxDriver, log: Logger, onStage: () => void): Promise<Sandbox> {
    try {
      return await this.#create(driver, onStage);
    } catch (error) {
      if (this.#stop.signal.aborted || !mayBeBadLuck(error)) throw error;
      log.warn({ error }, 'sandbox did not come up; trying once more');
      return this.#create(driver, onStage);
    }
  }

  #create(driver: SandboxDriver, onStage: () => void): Promise<Sandbox> {
    return driver.create({
      limits: this.limits,
      signal: this.#stop.signal,
      onStage: (stage) => {
        this.#stage = stage;
        onStage();
      },
    });
  }
}

function mayBeBadLuck(error: unknown): boolean {
  return error instanceof SandboxError && error.code !== 'sandbox/image-missing' && error.code !== 'sandbox/out-of-capacity';
}
