import type { Sandbox } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import type { Observation, Probe, ProbeResult } from '../observation.ts';
import type { AgentAnswer, AgentEvent, AgentRequest } from './agent-message.ts';
import { probeResultOf } from './probe-result.ts';
import { observationOf } from './raw-snapshot.ts';

type Listener = (observation: Observation) => void;

/** What a sandbox needs of the link that serves all of them. */
export interface AgentLink {
  ask(request: AgentRequest, timeoutMs?: number): Promise<AgentAnswer & { readonly ok: true }>;
  report(error: unknown, sandboxId: string): void;
  release(sandboxId: string): void;
}

export interface ObservedSandboxOptions {
  readonly sandboxId: string;
  /** The machine's first process as the agent sees it, or `self` for the machine that the agent itself runs on. */
  readonly pid: number | 'self';
}

/** Beyond the probe's own time-out: the way to the agent and back. */
const PROBE_MARGIN_MS = 3000;

/** One sandbox through the observer. Nothing is watched, and nothing costs, until somebody first asks. */
export class ObservedSandbox implements Pick<Sandbox, 'observe' | 'onObservation' | 'probe'>, Disposable {
  readonly sandboxId: string;
  /** Resolves when the machine's first process has ended; never rejects, and never after disposal. */
  readonly gone: Promise<void>;
  readonly #pid: number | 'self';
  readonly #link: AgentLink;
  readonly #listeners = new Map<Listener, { readonly counters: boolean }>();
  readonly #markGone: () => void;
  #isGone = false;
  #disposed = false;
  #watched: { readonly counters: boolean; readonly done: Promise<void> } | undefined;
  #latest: Observation | undefined;
  #sequence = 0;

  constructor(link: AgentLink, { sandboxId, pid }: ObservedSandboxOptions) {
    this.sandboxId = sandboxId;
    this.#pid = pid;
    this.#link = link;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gone = promise;
    this.#markGone = resolve;
  }

  async observe(): Promise<Observation> {
    await this.#watch();
    const { snapshot } = await this.#ask({ op: 'observe', sandbox: this.sandboxId });
    return this.#read(snapshot);
  }

  onObservation(listener: Listener, options: { readonly counters: boolean }): Disposable {
    // A wrapper of its own lets the same function listen twice.
    const entry: Listener = (observation) => listener(observation);
    this.#listeners.set(entry, options);
    this.#watchLater();
    const known = this.#latest;
    if (known !== undefined) queueMicrotask(() => this.#listeners.has(entry) && this.#tell(entry, known));
    return {
      [Symbol.dispose]: () => {
        if (this.#listeners.delete(entry)) this.#watchLater();
      },
    };
  }

  async probe(probe: Probe): Promise<ProbeResult> {
    await this.#watch();
    const { result } = await this.#ask({ op: 'probe', sandbox: this.sandboxId, probe }, probe.timeoutMs + PROBE_MARGIN_MS);
    return probeResultOf(result);
  }

  /** The agent's word about this sandbox. */
  hear(event: Exclude<AgentEvent, { event: 'hello' }>): void {
    if (event.event === 'snapshot') this.#announce(event.snapshot);
    else if (event.event === 'gone') this.#end();
    else this.#link.report(new SandboxError('sandbox/observer-failed', event.message), this.sandboxId);
  }

  /** The agent was started anew and knows nothing. */
  forgotten(): void {
    this.#watched = undefined;
    if (this.#listeners.size > 0) this.#watchLater();
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#listeners.clear();
    if (this.#watched !== undefined && !this.#isGone) {
      // An agent that has ended watches nothing any more.
      this.#link.ask({ op: 'unwatch', sandbox: this.sandboxId }).catch(() => undefined);
    }
    this.#link.release(this.sandboxId);
  }

  #end(): void {
    this.#isGone = true;
    this.#listeners.clear();
    this.#markGone();
  }

  #announce(snapshot: unknown): void {
    if (this.#disposed || this.#isGone) return;
    try {
      this.#latest = this.#read(snapshot);
    } catch (error) {
      this.#link.report(error, this.sandboxId);
      return;
    }
    for (const listener of [...this.#listeners.keys()]) this.#tell(listener, this.#latest);
  }

  #tell(listener: Listener, observation: Observation): void {
    try {
      listener(observation);
    } catch (error) {
      // One listener's bug is not to silence the others.
      this.#link.report(error, this.sandboxId);
    }
  }

  #read(snapshot: unknown): Observation {
    try {
      const observation = observationOf(snapshot, this.#sequence + 1);
      this.#sequence += 1;
      return observation;
    } catch (error) {
      throw new SandboxError('sandbox/observer-failed', 'the observer said something else than an observation', { cause: error });
    }
  }

  async #ask(request: AgentRequest, timeoutMs?: number): Promise<AgentAnswer & { readonly ok: true }> {
    if (this.#isGone || this.#disposed) throw new SandboxError('sandbox/gone', 'the machine is no more');
    try {
      return await this.#link.ask(request, timeoutMs);
    } catch (error) {
      if (error instanceof SandboxError && error.code === 'sandbox/gone') this.#end();
      throw error;
    }
  }

  #watchLater(): void {
    if (this.#isGone || this.#disposed) return;
    this.#watch().catch((error: unknown) => this.#link.report(error, this.sandboxId));
  }

  /** Resolves once the agent watches the sandbox the way the listeners want it. */
  async #watch(): Promise<void> {
    const counters = [...this.#listeners.values()].some((options) => options.counters);
    if (this.#watched === undefined || this.#watched.counters !== counters) {
      const watched = { counters, done: this.#startWatch(counters) };
      this.#watched = watched;
      // A newer watch may stand there by the time this one fails.
      watched.done.catch(() => {
        if (this.#watched === watched) this.#watched = undefined;
      });
    }
    await this.#watched.done;
  }

  async #startWatch(counters: boolean): Promise<void> {
    await this.#ask({ op: 'watch', sandbox: this.sandboxId, pid: this.#pid, counters });
  }
}
