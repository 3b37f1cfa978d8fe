import type { Sandbox, SandboxDriver, SandboxLimits } from '../../sandbox/driver.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { Problem } from '../problem.ts';
import type { Store } from '../store/open-store.ts';
import { recordSpare } from '../store/sandbox-records.ts';
import { BackOff } from './back-off.ts';
import { Boot } from './boot.ts';
import { nextStep } from './boot-plan.ts';
import { flavourOf } from './flavour.ts';
import type { Outlook } from './forecast.ts';
import { QueueNews } from './queue-news.ts';
import { Removals } from './removals.ts';
import type { SandboxSource, TakeRequest } from './sandbox-source.ts';
import { Spares } from './spares.ts';
import { WaitingLine } from './waiting-line.ts';
import { openFirstShells } from './warm-up.ts';

/** Coming up is bound by the processor; two at once keep both cores of a small machine busy. */
const MAX_BOOTS = 2;
/**
 * A learner who has just been given a spare loads the terminal and paints the first prompt in this time; a boot beside it
 * would take the processor from them.
 */
const REFILL_REST_MS = 2000;

export interface PoolParts {
  readonly driver: SandboxDriver;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** What the labs' machines are made with; spares are kept of each. */
  readonly limits: readonly SandboxLimits[];
  readonly sparesPerFlavour: number;
  readonly maxSandboxes: number;
}

/** Keeps machines ready for learners who are about to come, and a queue for when there are more learners than room. */
export class SandboxPool implements SandboxSource, AsyncDisposable {
  readonly #parts: PoolParts;
  readonly #flavours: ReadonlyMap<string, SandboxLimits>;
  readonly #alive = new Set<Sandbox>();
  readonly #boots: Boot[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #spares = new Spares(() => this.#proceed());
  readonly #line: WaitingLine;
  readonly #backOff: BackOff;
  readonly #removals: Removals;
  readonly #news: QueueNews;
  #rest: Disposable | undefined;
  /** The engine said that it has nothing left to make a machine of, and nothing has changed since. */
  #isExhausted = false;
  #state: 'idle' | 'open' | 'closed' = 'idle';

  constructor(parts: PoolParts) {
    this.#parts = parts;
    this.#flavours = new Map(parts.limits.map((limits) => [flavourOf(limits), limits]));
    this.#line = new WaitingLine(parts.clock, () => this.#proceed());
    this.#backOff = new BackOff(parts.clock, () => this.#tryAgain());
    this.#removals = new Removals(parts);
    this.#news = new QueueNews(parts.clock);
  }

  /** Begins to fill the pool. What an earlier process left is to be told first, by `readmit` and `keep`. */
  open(): void {
    this.#state = 'open';
    this.#proceed();
  }

  /** Takes back a spare of an earlier process. False when this pool has no use for its flavour. */
  readmit(sandbox: Sandbox, flavour: string): boolean {
    if (!this.#flavours.has(flavour)) return false;
    this.#track(sandbox);
    this.#spares.add(sandbox, flavour);
    return true;
  }

  /** Counts a machine that a session has from an earlier process. */
  keep(sandbox: Sandbox): void {
    this.#track(sandbox);
  }

  get standing(): { readonly spares: number; readonly booting: number; readonly waiting: number; readonly alive: number } {
    return {
      spares: this.#spares.size,
      booting: this.#boots.length,
      waiting: this.#line.flavours.length,
      alive: this.#alive.size,
    };
  }

  async take(request: TakeRequest): Promise<Sandbox> {
    if (this.#state === 'closed') throw new Problem('server-stopping');
    const spare = this.takeSpare(request.limits);
    if (spare !== undefined) return spare;
    const taken = this.#line.join(request);
    this.#proceed();
    return taken;
  }

  takeSpare(limits: SandboxLimits): Sandbox | undefined {
    const spare = this.#spares.take(flavourOf(limits));
    if (spare !== undefined) this.#restFromRefilling();
    this.#proceed();
    return spare;
  }

  lend(sandbox: Sandbox, outlook: () => Outlook): void {
    this.#news.lent(sandbox, outlook);
  }

  release(sandbox: Sandbox): void {
    this.#removals.add(sandbox);
  }

  /** Stops booting and retrying. Machines that are up stay up. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#backOff[Symbol.dispose]();
    this.#rest?.[Symbol.dispose]();
    const stopping = new Problem('server-stopping');
    this.#line.failAll(stopping);
    for (const boot of this.#boots) boot.cancel(stopping);
    await Promise.all(this.#running);
    await this.#removals[Symbol.asyncDispose]();
  }

  /** Does whatever the plan says until it says nothing more, and tells those who wait. */
  #proceed(): void {
    if (this.#state !== 'open') return;
    for (let step = this.#nextStep(); step !== undefined; step = this.#nextStep()) {
      if (step.kind === 'evict') this.#evict(step.flavour);
      else this.#start(this.#limitsOf(step.flavour));
    }
    this.#report();
  }

  #report(): void {
    const { maxSandboxes } = this.#parts;
    const room = maxSandboxes - this.#alive.size - this.#boots.length + this.#spares.size;
    this.#line.report(this.#news.report({ boots: this.#boots, maxBoots: MAX_BOOTS, room, isExhausted: this.#isExhausted }));
  }

  #tryAgain(): void {
    this.#isExhausted = false;
    this.#proceed();
  }

  #nextStep() {
    return nextStep(
      {
        waiting: this.#line.flavours,
        booting: this.#boots.map((boot) => boot.flavour),
        spares: this.#spares.counts,
        alive: this.#alive.size,
      },
      {
        flavours: [...this.#flavours.keys()],
        sparesPerFlavour: this.#parts.sparesPerFlavour,
        maxSandboxes: this.#parts.maxSandboxes,
        maxBoots: MAX_BOOTS,
        mayRefill: !this.#backOff.waiting && this.#rest === undefined,
        mayBoot: !this.#isExhausted,
      },
    );
  }

  /** Once begun it is not drawn out by the next learner: in a class that comes one by one, spares must go on coming too. */
  #restFromRefilling(): void {
    this.#rest ??= this.#parts.clock.after(REFILL_REST_MS, () => {
      this.#rest = undefined;
      this.#proceed();
    });
  }

  #limitsOf(flavour: string): SandboxLimits {
    const limits = this.#flavours.get(flavour) ?? this.#line.limitsOf(flavour);
    if (limits === undefined) throw new Error(`No limits known for flavour ${flavour}`);
    return limits;
  }

  #evict(flavour: string): void {
    const spare = this.#spares.take(flavour);
    if (spare === undefined) return;
    // Its room is given away at once: for the moment of its removal there is one machine more than the limit.
    this.#alive.delete(spare);
    this.release(spare);
  }

  #start(limits: SandboxLimits): void {
    const boot = new Boot(limits, this.#parts.clock.now());
    this.#boots.push(boot);
    const running = this.#bootOne(boot).finally(() => {
      this.#boots.splice(this.#boots.indexOf(boot), 1);
      this.#running.delete(running);
      this.#proceed();
    });
    this.#running.add(running);
  }

  async #bootOne(boot: Boot): Promise<void> {
    const { driver, log, clock } = this.#parts;
    const startedAt = clock.now();
    try {
      const sandbox = await boot.run({ driver, log, clock, onStage: () => this.#report() });
      this.#news.cameUp(boot);
      log.info({ sandboxId: sandbox.id, durationMs: clock.now() - startedAt }, 'sandbox came up');
      this.#track(sandbox);
      this.#backOff.succeeded();
      await this.#place(sandbox, boot.flavour);
    } catch (error) {
      if (this.#state === 'closed') return;
      log.error({ error, durationMs: clock.now() - startedAt }, 'sandbox did not come up');
      this.#backOff.failed();
      // Whoever waits keeps their place: a machine that ends makes room again.
      this.#isExhausted = error instanceof SandboxError && error.code === 'sandbox/out-of-capacity';
      if (!this.#isExhausted) this.#line.fail(boot.flavour, error);
    }
  }

  /** A machine goes to whoever waits, else to the spares, else away. */
  async #place(sandbox: Sandbox, flavour: string): Promise<void> {
    if (this.#line.serve(flavour, sandbox)) return;
    if (!this.#wantsSpare(flavour)) return this.release(sandbox);
    try {
      await recordSpare(this.#parts.store, { id: sandbox.id, flavour, now: this.#parts.clock.now() });
      await openFirstShells(this.#parts.driver, sandbox, this.#parts.log);
    } catch (error) {
      this.release(sandbox);
      throw error;
    }
    if (!this.#line.serve(flavour, sandbox)) this.#spares.add(sandbox, flavour);
  }

  #wantsSpare(flavour: string): boolean {
    if (this.#state === 'closed' || !this.#flavours.has(flavour)) return false;
    return (this.#spares.counts.get(flavour) ?? 0) < this.#parts.sparesPerFlavour;
  }

  #track(sandbox: Sandbox): void {
    this.#alive.add(sandbox);
    void sandbox.gone.then(() => {
      this.#alive.delete(sandbox);
      this.#news.gone(sandbox);
      this.#tryAgain();
    });
  }
}
