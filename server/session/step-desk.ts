import type { Step, StepChecks } from '../../labs/core/lab.ts';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { Problem } from '../problem.ts';
import { problemOf } from '../problem-of.ts';
import type { Task } from '../protocol/session-view.ts';
import { subjectOf } from './judgement.ts';
import type { LiveMachine } from './live-machine.ts';
import type { Predictions } from './predictions.ts';
import type { SessionEvents } from './session-events.ts';
import type { Look, SessionProgress } from './session-progress.ts';
import { type Outcome, StepJudge } from './step-judge.ts';
import { StepWatch } from './step-watch.ts';

export interface StepDeskParts {
  readonly sessionId: string;
  readonly loaded: LoadedLab;
  readonly progress: SessionProgress;
  readonly predictions: Predictions;
  readonly events: SessionEvents;
  readonly clock: Clock;
  readonly log: Logger;
  /** Progress is another. */
  onChange(): void;
  /** A task has passed for the first time. */
  onPassed(step: string, task: Task): void;
  /** The learner asked, and the task has not passed. */
  onFailed(step: string, task: Task): void;
  /** What the machine looked like; absent where nobody keeps it. */
  readonly onSeen?: ((observation: Observation, sandboxId: string) => void) | undefined;
}

interface Need {
  readonly step: string;
  /** What it is about is known from then on. */
  readonly laid: boolean;
  readonly judging: boolean;
  readonly expecting: boolean;
  readonly counters: boolean;
}

/** Lays steps on the session's machine, watches the one in front of the learner, and judges. */
export class StepDesk implements Disposable {
  readonly #parts: StepDeskParts;
  readonly #judges = new Map<string, StepJudge>();
  #live: LiveMachine | undefined;
  #watch: StepWatch | undefined;

  constructor(parts: StepDeskParts) {
    this.#parts = parts;
  }

  /** The session has this machine, or none. */
  change(live: LiveMachine | undefined): void {
    this.#live = live;
    this.#judges.clear();
    this.#parts.events.forgetObservation();
    this.attend(live);
  }

  /** Lays the step on the machine, once; without a machine this waits for the next one. */
  async lay(step: Step): Promise<void> {
    await this.#laying(step, (live) => live.prepare(step));
  }

  async reset(step: Step): Promise<void> {
    await this.#laying(step, (live) => live.reset(step));
    this.#rewatch();
  }

  async checkNow(step: Step, checks: StepChecks, live: LiveMachine): Promise<Verdict> {
    await this.lay(step);
    const outcome = await this.#judge(step, checks, live).checkNow();
    return this.#conclude(lookOf(step, live, { task: 'check', cause: 'check-now' }), outcome);
  }

  async answer(step: Step, given: { checks: StepChecks; answer: string }, live: LiveMachine): Promise<Verdict> {
    await this.lay(step);
    const outcome = await this.#judge(step, given.checks, live).answer(given.answer);
    const look = lookOf(step, live, { task: 'question', cause: 'answer' });
    return this.#conclude({ ...look, answer: given.answer }, outcome);
  }

  /**
   * Watches the machine while a page is open and somebody needs it: the open step's check until it has passed, what the
   * learner expects there until it has come, a page that shows the machine, or the session's recording. Counters only where
   * that check reads them.
   */
  attend(live: LiveMachine | undefined): void {
    const need = live && this.#need(live);
    if (live === undefined || need === undefined) {
      this.#unwatch();
      return;
    }
    const { step, counters } = need;
    const key = [live.sandbox.id, ...Object.values(need)].join('/');
    if (this.#watch?.key === key) return;
    this.#unwatch();
    this.#watch = new StepWatch({
      key,
      sandbox: live.sandbox,
      counters,
      clock: this.#parts.clock,
      onObservation: (observation) => this.#onObservation(observation, live),
      onBlind: (error) => void this.#stuck({ step, task: 'check', sandboxId: live.sandbox.id }, error).catch(ignore),
    });
  }

  [Symbol.dispose](): void {
    this.#unwatch();
  }

  async #laying(step: Step, lay: (live: LiveMachine) => Promise<unknown>): Promise<void> {
    const live = this.#live;
    if (live === undefined) return;
    try {
      await lay(live);
    } catch (error) {
      throw await this.#stuck({ step: step.id, task: 'check', sandboxId: live.sandbox.id }, error);
    }
    this.attend(this.#live);
  }

  /** What to watch the machine for; nothing where nobody needs it. */
  #need(live: LiveMachine): Need | undefined {
    const { progress, events, loaded, onSeen } = this.#parts;
    if (events.openPages === 0) return undefined;
    const { step } = progress;
    const checks = live.baseline(step) === undefined ? undefined : loaded.checks.get(step);
    const laid = checks !== undefined;
    const judging = laid && !progress.hasPassed(step, 'check');
    const expecting = laid && this.#isExpected(step);
    if (!judging && !expecting && !events.wantsObservations && onSeen === undefined) return undefined;
    return { step, laid, judging, expecting, counters: (judging || expecting) && checks.check.counters };
  }

  #onObservation(observation: Observation, live: LiveMachine): void {
    const { progress, events, loaded } = this.#parts;
    this.#parts.onSeen?.(observation, live.sandbox.id);
    const step = loaded.lab.steps.find((candidate) => candidate.id === progress.step);
    const checks = step && loaded.checks.get(step.id);
    const baseline = step && live.baseline(step.id);
    events.publishObservation(observation, checks && baseline ? subjectOf(checks.check, { observation, baseline }) : []);
    if (step === undefined || checks === undefined || baseline === undefined) return;
    void this.#lookForExpected(step, checks, { observation, baseline });
    if (!progress.hasPassed(step.id, 'check')) this.#judge(step, checks, live).offer(observation);
  }

  /** Whether something is expected of the step that has not come. */
  #isExpected(id: string): boolean {
    const { loaded, predictions } = this.#parts;
    return loaded.lab.steps.some((step) => step.id === id && predictions.isPending(step));
  }

  async #lookForExpected(
    step: Step,
    checks: StepChecks,
    seen: { observation: Observation; baseline: Observation },
  ): Promise<void> {
    const { predictions, onChange, log, sessionId } = this.#parts;
    try {
      if (!(await predictions.look(step, checks, seen))) return;
      onChange();
      this.attend(this.#live);
    } catch (error) {
      log.error({ error, sessionId, step: step.id }, 'what came of a prediction could not be kept');
    }
  }

  #judge(step: Step, checks: StepChecks, live: LiveMachine): StepJudge {
    const known = this.#judges.get(step.id);
    if (known !== undefined && this.#live === live) return known;
    const look = lookOf(step, live, { task: 'check', cause: 'change' });
    const judge = new StepJudge({
      sandbox: live.sandbox,
      baseline: () => live.baseline(step.id),
      checks,
      clock: this.#parts.clock,
      signal: live.over,
      onOutcome: (outcome) => this.#conclude(look, outcome).then(ignore, () => this.#watch?.lookAgain()),
    });
    if (this.#live === live) this.#judges.set(step.id, judge);
    return judge;
  }

  /** Keeps what a look said, and tells the pages. Rejects with why it was impossible. */
  async #conclude(look: Look, outcome: Outcome): Promise<Verdict> {
    if ('error' in outcome) throw await this.#stuck(look, outcome.error);
    const { verdict } = outcome;
    if (verdict.status === 'failed' && look.cause !== 'change') this.#parts.onFailed(look.step, look.task);
    const hadPassed = this.#parts.progress.hasPassed(look.step, look.task);
    if (await this.#parts.progress.recordVerdict(look, verdict)) {
      const { step, task, cause } = look;
      const { sessionId, log } = this.#parts;
      log.info({ sessionId, step, task, cause, status: verdict.status }, 'verdict');
      if (!hadPassed && verdict.status === 'passed') this.#parts.onPassed(step, task);
      this.#parts.onChange();
      this.attend(this.#live);
    }
    return verdict;
  }

  /** Keeps why it is impossible to look, and answers the error to reject with. With the machine gone, that is why. */
  async #stuck({ step, task, sandboxId }: Pick<Look, 'step' | 'task' | 'sandboxId'>, error: unknown): Promise<unknown> {
    if (this.#live?.sandbox.id !== sandboxId) return new Problem('session-ended', 'the machine is gone', { cause: error });
    const { sessionId, log, progress, onChange } = this.#parts;
    if (await progress.recordProblem(step, task, problemOf(error))) {
      log.warn({ error, sessionId, step, task }, 'could not look at the machine');
      onChange();
    }
    return error;
  }

  #rewatch(): void {
    this.#unwatch();
    this.attend(this.#live);
  }

  #unwatch(): void {
    this.#watch?.[Symbol.dispose]();
    this.#watch = undefined;
  }
}

function lookOf(step: Step, live: LiveMachine, rest: Pick<Look, 'task' | 'cause'>): Look {
  return { step: step.id, sandboxId: live.sandbox.id, ...rest };
}

function ignore(): void {}
