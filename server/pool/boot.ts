import { type BootStage, bootStages, type Sandbox, type SandboxDriver, type SandboxLimits } from '../../sandbox/driver.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import { type Clock, pause } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { StageTimes } from './boot-times.ts';
import { flavourOf } from './flavour.ts';

/** A private engine that has died is back within some seconds; a learner rather waits for it than is turned away. */
const ENGINE_PATIENCE_MS = 10_000;
const ENGINE_RETRY_MS = 1000;

/** What may go well the next time. */
const BAD_LUCK: readonly SandboxError['code'][] = ['sandbox/boot-failed', 'sandbox/boot-timeout', 'sandbox/gone'];

export interface BootSurroundings {
  readonly driver: SandboxDriver;
  readonly clock: Clock;
  readonly log: Logger;
  onStage(): void;
}

/** One machine on its way up. */
export class Boot {
  readonly limits: SandboxLimits;
  readonly flavour: string;
  readonly #stop = new AbortController();
  #stage: BootStage = 'machine';
  /** When each stage of the latest try began. */
  #begun: Partial<Record<BootStage, number>>;

  constructor(limits: SandboxLimits, now: number) {
    this.limits = limits;
    this.flavour = flavourOf(limits);
    this.#begun = { machine: now };
  }

  get stage(): BootStage {
    return this.#stage;
  }

  get stageSince(): number {
    return this.#begun[this.#stage] ?? this.begunAt;
  }

  /** When the latest try began. */
  get begunAt(): number {
    return this.#begun.machine ?? 0;
  }

  /** What each stage of the latest try took, given when it was over; one that was passed by took nothing. */
  times(end: number): StageTimes {
    let next = end;
    const times: Record<BootStage, number> = { machine: 0, network: 0, docker: 0, ready: 0 };
    for (const stage of bootStages.toReversed()) {
      const begun = this.#begun[stage] ?? next;
      times[stage] = next - begun;
      next = begun;
    }
    return times;
  }

  cancel(reason: Error): void {
    this.#stop.abort(reason);
  }

  /** Creates the machine. A failure that may be bad luck is tried once more; an engine that is away, for a while. */
  async run(surroundings: BootSurroundings): Promise<Sandbox> {
    const patience = { luck: 1, until: surroundings.clock.now() + ENGINE_PATIENCE_MS };
    for (;;) {
      try {
        return await this.#create(surroundings);
      } catch (error) {
        const pauseMs = retryAfter(error, patience, surroundings.clock);
        if (pauseMs === undefined || this.#stop.signal.aborted) throw error;
        surroundings.log.warn({ error }, 'sandbox did not come up; trying again');
        await pause(surroundings.clock, pauseMs, this.#stop.signal);
      }
    }
  }

  #create({ driver, clock, onStage }: BootSurroundings): Promise<Sandbox> {
    this.#stage = 'machine';
    this.#begun = { machine: clock.now() };
    return driver.create({
      limits: this.limits,
      signal: this.#stop.signal,
      onStage: (stage) => {
        this.#stage = stage;
        this.#begun[stage] = clock.now();
        onStage();
      },
    });
  }
}

interface Patience {
  luck: number;
  readonly until: number;
}

/** How long to wait before the next try; `undefined` when another would not help. */
function retryAfter(error: unknown, patience: Patience, clock: Clock): number | undefined {
  if (!(error instanceof SandboxError)) return undefined;
  if (error.code === 'sandbox/engine-unreachable') return clock.now() < patience.until ? ENGINE_RETRY_MS : undefined;
  if (!BAD_LUCK.includes(error.code)) return undefined;
  patience.luck -= 1;
  return patience.luck >= 0 ? 0 : undefined;
}
