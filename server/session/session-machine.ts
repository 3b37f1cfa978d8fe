import type { Sandbox, SandboxLimits } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { flavourOf } from '../pool/flavour.ts';
import type { Outlook } from '../pool/forecast.ts';
import type { SandboxSource, TakeProgress } from '../pool/sandbox-source.ts';
import { Problem } from '../problem.ts';
import { problemOf } from '../problem-of.ts';
import type { Historian } from '../recording/tape.ts';
import { Serial } from '../serial.ts';
import { saveBaseline } from '../store/baseline-records.ts';
import type { Store } from '../store/open-store.ts';
import { giveSandbox, retireSandbox } from '../store/sandbox-records.ts';
import { saveMachineStatus } from '../store/session-records.ts';
import { LiveMachine } from './live-machine.ts';
import type { EndReason, MachineStatus } from './machine-status.ts';
import type { SessionRecorder } from './session-recording.ts';

export interface SessionMachineParts {
  readonly sessionId: string;
  readonly limits: SandboxLimits;
  readonly maxAgeMs: number;
  readonly store: Store;
  readonly source: SandboxSource;
  readonly clock: Clock;
  readonly log: Logger;
  readonly recorder?: Pick<SessionRecorder, 'history'> | undefined;
  /** When this machine may end, for those who wait for its place. */
  readonly expiry: { outlook(expiresAt: number): Outlook };
  /** The status is another, and stored where it has to last. */
  onChange(): void;
}

/** The machine of a session, from asking for one to its end. Transitions come one after another and are stored. */
export class SessionMachine {
  readonly #parts: SessionMachineParts;
  readonly #transitions = new Serial();
  #status: MachineStatus;
  #live: LiveMachine | undefined;
  /** Aborts when the machine that is asked for is wanted no more. */
  #attempt: AbortController | undefined;
  #closed = false;

  constructor(parts: SessionMachineParts, status: MachineStatus) {
    this.#parts = parts;
    this.#status = status;
  }

  get status(): MachineStatus {
    return this.#status;
  }

  /** The machine, while it is ready. */
  get live(): LiveMachine | undefined {
    return this.#live;
  }

  /** The machine, or why there is none. */
  requireLive(): LiveMachine {
    if (this.#live !== undefined) return this.#live;
    const { state } = this.#status;
    if (state === 'starting' || state === 'ready') throw new Problem('session-not-ready');
    throw new Problem('session-ended');
  }

  /** Asks for a machine, unless there is one or one is coming. */
  start(): Promise<void> {
    return this.#transitions.run(async () => {
      if (this.#status.state === 'ended' || this.#status.state === 'failed') await this.#ask();
    });
  }

  /** Ends the machine there is and asks for another; `prepare` does what has to be done before. */
  replace(prepare: () => Promise<void>): Promise<void> {
    return this.#transitions.run(async () => {
      this.#giveUp();
      await prepare();
      const left = await this.#leave('machine-gone', { state: 'ended', since: this.#now(), reason: 'by-learner' });
      // Asked for before the machine is given back: nobody else comes by its place in between.
      await this.#ask({ hasPlace: left !== undefined }).finally(() => this.#giveBack(left));
    });
  }

  end(reason: EndReason): Promise<void> {
    return this.#transitions.run(async () => {
      this.#giveUp();
      if (this.#status.state === 'ended') return;
      this.#giveBack(await this.#leave('session-ended', { state: 'ended', since: this.#now(), reason }));
    });
  }

  extend(): Promise<void> {
    return this.#transitions.run(async () => {
      this.requireLive();
      await this.#become({ state: 'ready', since: this.#status.since, expiresAt: this.#now() + this.#parts.maxAgeMs });
    });
  }

  /** Goes on where an earlier process stopped: with its sandbox, if that is still there. */
  resume(sandbox: Sandbox | undefined, baselines: ReadonlyMap<string, Observation>): Promise<void> {
    return this.#transitions.run(async () => {
      if (sandbox !== undefined) {
        const expiresAt = this.#status.state === 'ready' ? this.#status.expiresAt : this.#now() + this.#parts.maxAgeMs;
        this.#hold(sandbox, baselines);
        await this.#become({ state: 'ready', since: this.#status.since, expiresAt });
      } else if (this.#status.state === 'starting') await this.#ask({ since: this.#status.since });
      else if (this.#status.state === 'ready') await this.#become(this.#lost());
    });
  }

  /** Stops asking; the machine itself is left as it is, for the next process. */
  close(): void {
    this.#closed = true;
    this.#attempt?.abort(new Problem('server-stopping'));
  }

  /** Whoever asked for a machine before wants it no more: each that comes up is given back, but for the one asked for last. */
  #giveUp(): void {
    this.#attempt?.abort(new Problem('session-ended'));
  }

  async #ask({ since = this.#now(), hasPlace = false } = {}): Promise<void> {
    const attempt = new AbortController();
    this.#attempt = attempt;
    const spare = this.#parts.source.takeSpare(this.#parts.limits);
    if (spare !== undefined) {
      await this.#receive(spare, attempt.signal);
      return;
    }
    await this.#become({ state: 'starting', stage: 'queued', since });
    this.#take(attempt.signal, hasPlace).catch((error: unknown) => {
      this.#parts.log.error({ error, sessionId: this.#parts.sessionId }, 'machine status could not be kept');
    });
  }

  async #take(signal: AbortSignal, hasPlace: boolean): Promise<void> {
    const { source, limits } = this.#parts;
    try {
      const onProgress = (progress: TakeProgress) => this.#show(progress, signal);
      const sandbox = await source.take({ limits, signal, hasPlace, onProgress });
      await this.#transitions.run(() => this.#receive(sandbox, signal));
    } catch (error) {
      await this.#transitions.run(() => this.#fail(error, signal));
    }
  }

  async #receive(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return this.#parts.source.release(sandbox);
    const { store, sessionId, limits, maxAgeMs } = this.#parts;
    const now = this.#now();
    const status: MachineStatus = { state: 'ready', since: now, expiresAt: now + maxAgeMs };
    try {
      await giveSandbox(store, { id: sandbox.id, flavour: flavourOf(limits), sessionId }, status);
    } catch (error) {
      this.#parts.source.release(sandbox);
      throw error;
    }
    await this.#history?.give(sessionId, sandbox);
    this.#hold(sandbox, new Map());
    this.#change(status);
  }

  async #fail(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#closed) return;
    this.#parts.log.warn({ error, sessionId: this.#parts.sessionId }, 'session got no machine');
    await this.#become({ state: 'failed', since: this.#now(), problem: problemOf(error) });
  }

  #hold(sandbox: Sandbox, baselines: ReadonlyMap<string, Observation>): void {
    const { store, source } = this.#parts;
    const live = new LiveMachine({
      sandbox,
      baselines,
      saveBaseline: (step, observation) => saveBaseline(store, { sandboxId: sandbox.id, step, observation, now: this.#now() }),
    });
    this.#live = live;
    this.#history?.follow(this.#parts.sessionId, sandbox);
    source.lend(sandbox, () => this.#parts.expiry.outlook(this.#status.state === 'ready' ? this.#status.expiresAt : this.#now()));
    sandbox.gone
      .then(() => this.#transitions.run(() => this.#lose(live)))
      .catch((error: unknown) => this.#parts.log.error({ error, sessionId: this.#parts.sessionId }, 'loss could not be kept'));
  }

  /** The machine ended by itself. */
  async #lose(live: LiveMachine): Promise<void> {
    if (this.#live !== live || this.#closed) return;
    this.#parts.log.warn({ sessionId: this.#parts.sessionId, sandboxId: live.sandbox.id }, 'machine lost');
    this.#giveBack(await this.#leave('machine-gone', this.#lost()));
  }

  /** Lets go of the machine, if there is one, and becomes `status`. The machine is still to be given back. */
  async #leave(why: 'machine-gone' | 'session-ended', status: MachineStatus): Promise<Sandbox | undefined> {
    const live = this.#live;
    if (live === undefined) {
      await this.#become(status);
      return undefined;
    }
    const { store, sessionId, limits } = this.#parts;
    await this.#history?.leave(sessionId);
    await retireSandbox(store, { id: live.sandbox.id, flavour: flavourOf(limits), sessionId }, status);
    this.#live = undefined;
    live.close(why);
    this.#change(status);
    return live.sandbox;
  }

  #giveBack(sandbox: Sandbox | undefined): void {
    if (sandbox !== undefined) this.#parts.source.release(sandbox);
  }

  async #become(status: MachineStatus): Promise<void> {
    await saveMachineStatus(this.#parts.store, this.#parts.sessionId, status);
    this.#change(status);
  }

  #show(progress: TakeProgress, signal: AbortSignal): void {
    if (signal.aborted || this.#status.state !== 'starting') return;
    this.#change({ state: 'starting', since: this.#status.since, ...progress });
  }

  #change(status: MachineStatus): void {
    this.#status = status;
    this.#parts.onChange();
  }

  #lost(): MachineStatus {
    return { state: 'ended', since: this.#now(), reason: 'lost' };
  }

  get #history(): Historian | undefined {
    return this.#parts.recorder?.history;
  }

  #now(): number {
    return this.#parts.clock.now();
  }
}
