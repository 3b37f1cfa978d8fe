import type { StepChecks } from '../../labs/core/lab.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import { type Clock, pause } from '../clock.ts';
import { Problem } from '../problem.ts';
import { Serial } from '../serial.ts';
import { judgeAnswer, judgeCheck, type Scene } from './judgement.ts';

/**
 * Between two judgements on changes. A probe changes the machine (neighbours, counters), which is itself a change to
 * judge: without a pause a check with a probe would turn in a circle as fast as the machine can.
 */
const PAUSE_AFTER_PROBES_MS = 500;

export type Outcome = { readonly verdict: Verdict } | { readonly error: unknown };

export interface StepJudgeParts {
  readonly sandbox: Sandbox;
  /** The machine as the step found it, after the step's latest laying; `undefined` while it is being laid. */
  readonly baseline: () => Observation | undefined;
  readonly checks: StepChecks;
  readonly clock: Clock;
  /** Aborts when nobody wants verdicts of this step on this machine any more. */
  readonly signal: AbortSignal;
  /** Takes the outcome of each judgement that a change led to. Never rejects. */
  onOutcome(outcome: Outcome): Promise<void>;
}

/** Judges one step on one machine. Judgements never overlap; of the changes that come meanwhile, the latest is judged. */
export class StepJudge {
  readonly #parts: StepJudgeParts;
  readonly #lane = new Serial();
  #pending: Observation | undefined;
  #following = false;

  constructor(parts: StepJudgeParts) {
    this.#parts = parts;
  }

  /** The machine has changed to this. */
  offer(observation: Observation): void {
    this.#pending = observation;
    if (!this.#following) void this.#follow();
  }

  /** Looks at the machine at this moment and judges what it sees. */
  checkNow(): Promise<Outcome> {
    return this.#lane.run(() => outcomeOf(async () => (await judgeCheck(this.#parts.checks.check, await this.#look())).verdict));
  }

  /** Looks at the machine at this moment and compares the answer with what it sees. */
  answer(answer: string): Promise<Outcome> {
    const { question } = this.#parts.checks;
    if (question === undefined) throw new Problem('no-question');
    return this.#lane.run(() => outcomeOf(async () => judgeAnswer(question, { ...(await this.#look()), answer })));
  }

  async #look(): Promise<Scene> {
    const { sandbox, baseline } = this.#parts;
    const observation = await sandbox.observe();
    const laid = baseline();
    if (laid === undefined) throw new Problem('session-not-ready', 'the step is being laid');
    return { sandbox, baseline: laid, observation };
  }

  async #follow(): Promise<void> {
    this.#following = true;
    for (let next = this.#takePending(); next !== undefined; next = this.#takePending()) {
      const observation = next;
      const settled = await this.#lane.run(() => this.#judgeChange(observation));
      if (!settled) await pause(this.#parts.clock, PAUSE_AFTER_PROBES_MS, this.#parts.signal);
    }
    this.#following = false;
  }

  /** False when the next judgement should not come at once: it acted on the machine, or could not look. */
  async #judgeChange(observation: Observation): Promise<boolean> {
    const { sandbox, checks, signal, onOutcome } = this.#parts;
    const baseline = this.#parts.baseline();
    if (baseline === undefined) return true;
    let probed = true;
    const outcome = await outcomeOf(async () => {
      const judgement = await judgeCheck(checks.check, { sandbox, baseline, observation });
      probed = judgement.probed;
      return judgement.verdict;
    });
    if (!signal.aborted) await onOutcome(outcome);
    return !probed;
  }

  #takePending(): Observation | undefined {
    const pending = this.#parts.signal.aborted ? undefined : this.#pending;
    this.#pending = undefined;
    return pending;
  }
}

async function outcomeOf(judge: () => Promise<Verdict>): Promise<Outcome> {
  try {
    return { verdict: await judge() };
  } catch (error) {
    return { error };
  }
}
