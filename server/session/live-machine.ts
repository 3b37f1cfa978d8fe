import type { Step } from '../../labs/core/lab.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import { Problem } from '../problem.ts';
import { Serial } from '../serial.ts';
import type { TerminalEnd } from './terminal-access.ts';

/** A setup that takes longer than this hangs; learners wait for it in front of the step. */
const SETUP_TIMEOUT_MS = 60_000;
/** Enough of a setup's last words to tell the operator what went wrong. */
const LOGGED_CHARACTERS = 2000;

export interface LiveMachineParts {
  readonly sandbox: Sandbox;
  /** Baselines taken on this machine by an earlier process. */
  readonly baselines: ReadonlyMap<string, Observation>;
  saveBaseline(step: string, observation: Observation): Promise<void>;
}

/** The machine that a session has at this moment, and which steps have been laid on it. */
export class LiveMachine {
  readonly sandbox: Sandbox;
  readonly #over = new AbortController();
  readonly #saveBaseline: LiveMachineParts['saveBaseline'];
  readonly #baselines: Map<string, Observation>;
  readonly #preparing = new Map<string, Promise<Observation>>();
  readonly #setups = new Serial();

  constructor({ sandbox, baselines, saveBaseline }: LiveMachineParts) {
    this.sandbox = sandbox;
    this.#baselines = new Map(baselines);
    this.#saveBaseline = saveBaseline;
  }

  /** Aborts when the session has this machine no longer; its reason is a `TerminalEnd`. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  close(reason: TerminalEnd): void {
    this.#over.abort(reason);
  }

  /** How the machine was when the step was laid on it; `undefined` until then. */
  baseline(step: string): Observation | undefined {
    return this.#baselines.get(step);
  }

  /**
   * Lays the step on the machine, once: its setup, then the baseline. Callers at the same time share one laying.
   * Rejects with `setup-failed` or a `SandboxError`; the next call tries again.
   */
  prepare(step: Step): Promise<Observation> {
    const known = this.#baselines.get(step.id);
    if (known !== undefined) return Promise.resolve(known);
    const running = this.#preparing.get(step.id);
    if (running !== undefined) return running;
    const preparing = this.#setups.run(() => this.#lay(step)).finally(() => this.#preparing.delete(step.id));
    this.#preparing.set(step.id, preparing);
    return preparing;
  }

  /** Lays the step once more, whatever was done since. */
  async reset(step: Step): Promise<Observation> {
    await this.#preparing.get(step.id)?.catch(() => undefined);
    this.#baselines.delete(step.id);
    return this.prepare(step);
  }

  async #lay(step: Step): Promise<Observation> {
    if (step.setup !== undefined) await this.#runSetup(step.setup);
    const baseline = await this.sandbox.observe();
    await this.#saveBaseline(step.id, baseline);
    this.#baselines.set(step.id, baseline);
    return baseline;
  }

  async #runSetup(script: string): Promise<void> {
    const { exitCode, stdout, stderr } = await this.sandbox.exec(['bash', '-c', script], {
      timeoutMs: SETUP_TIMEOUT_MS,
      signal: this.over,
    });
    if (exitCode === 0) return;
    const lastWords = `${stdout}${stderr}`.slice(-LOGGED_CHARACTERS);
    throw new Problem('setup-failed', `setup ended with ${exitCode}: ${lastWords}`);
  }
}
