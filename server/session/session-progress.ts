import type { LoadedLab } from '../../labs/core/load-checks.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { Clock } from '../clock.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import type { StepProgress, Task, TaskProgress } from '../protocol/session-view.ts';
import type { Store } from '../store/open-store.ts';
import {
  clearUnpassedVerdicts,
  type NewVerdict,
  type ProgressRows,
  saveOpenedStep,
  saveTask,
  type TaskRow,
} from '../store/progress-records.ts';
import type { VerdictCause } from '../store/tables.ts';
import { keepKnown } from './keep-known.ts';
import { type KnownTask, knownTask, lasting, untried } from './known-task.ts';

/** A check that has passed is not logged again for each press of a button. */
const PASSED_AGAIN_MS = 1000;

export interface Look {
  readonly step: string;
  readonly task: Task;
  readonly cause: VerdictCause;
  readonly sandboxId: string;
  readonly answer?: string;
}

export interface ProgressParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly sessionId: string;
  readonly loaded: LoadedLab;
  readonly step: string;
  readonly rows: ProgressRows;
}

/** Which steps were opened and which tasks passed. What has passed stays passed, whatever the machine does later. */
export class SessionProgress {
  readonly #parts: ProgressParts;
  readonly #opened: Set<string>;
  readonly #tasks: Map<string, KnownTask>;
  /** When each task's latest line of the log was written. */
  readonly #loggedAt = new Map<string, number>();
  #step: string;

  constructor(parts: ProgressParts) {
    this.#parts = parts;
    this.#step = parts.step;
    this.#opened = new Set(parts.rows.steps.map((row) => row.step));
    const { tasks, answers } = parts.rows;
    this.#tasks = new Map(
      tasks.map((row) => [keyOf(row.step, row.task), knownTask(row, answers.get(keyOf(row.step, row.task)))]),
    );
  }

  /** The step in front of the learner. */
  get step(): string {
    return this.#step;
  }

  hasPassed(step: string, task: Task): boolean {
    return this.#known(step, task).passedAt !== undefined;
  }

  /** Nothing of the step is left to do. */
  isDone(step: string): boolean {
    return this.view().some(({ id, passed }) => id === step && passed);
  }

  async open(step: string): Promise<void> {
    if (this.#step === step && this.#opened.has(step)) return;
    const row = { session_id: this.#parts.sessionId, step, opened_at: this.#parts.clock.now() };
    await saveOpenedStep(this.#parts.store, row);
    this.#step = step;
    this.#opened.add(step);
  }

  /** Keeps a verdict. One that a change led to and that says nothing new is dropped; false then. */
  async recordVerdict(look: Look, verdict: Verdict): Promise<boolean> {
    const known = this.#known(look.step, look.task);
    const text = JSON.stringify(verdict);
    const isNew = known.problem !== undefined || JSON.stringify(known.verdict) !== text;
    if (!isNew && look.cause === 'change') return false;
    const now = this.#parts.clock.now();
    const news = verdict.status === 'passed' ? lasting({ passedAt: now, answer: look.answer }) : untried;
    const isLogged = gist(known.verdict) !== gist(verdict) || this.#isLoggedAgain(look, verdict, now);
    if (isLogged) this.#loggedAt.set(keyOf(look.step, look.task), now);
    await this.#keep(look, { verdict, ...news, ...lasting(known) }, isLogged ? this.#logLine(look, text, now) : undefined);
    return true;
  }

  /** A count that runs while the machine works changes the wording each second; the log is of judgements. */
  #isLoggedAgain({ cause, step, task }: Look, verdict: Verdict, now: number): boolean {
    if (cause === 'change') return false;
    return verdict.status !== 'passed' || now - (this.#loggedAt.get(keyOf(step, task)) ?? 0) >= PASSED_AGAIN_MS;
  }

  /** Keeps that the last look was impossible; the verdict before it stands. False when that is known. */
  async recordProblem(step: string, task: Task, problem: ProblemCode): Promise<boolean> {
    const known = this.#known(step, task);
    if (known.problem === problem) return false;
    await this.#keep({ step, task }, { ...known, problem }, undefined);
    return true;
  }

  /** Forgets what was said of a machine that is no more, except for what has been passed. */
  async forgetMachine(): Promise<void> {
    for (const [key, task] of this.#tasks) if (task.passedAt === undefined) this.#tasks.delete(key);
    await clearUnpassedVerdicts(this.#parts.store, this.#parts.sessionId);
  }

  view(): StepProgress[] {
    return this.#parts.loaded.lab.steps.map(({ id, hasQuestion }) => {
      const tasks = [this.#taskView(id, 'check')];
      if (hasQuestion) tasks.push(this.#taskView(id, 'question'));
      return { id, opened: this.#opened.has(id), passed: tasks.every((task) => task.passed), tasks };
    });
  }

  #logLine({ sandboxId, step, task, cause, answer }: Look, verdict: string, at: number): NewVerdict {
    const session = { session_id: this.#parts.sessionId, sandbox_id: sandboxId };
    return { ...session, step, task, cause, verdict, answer: answer ?? null, at };
  }

  #taskView(step: string, task: Task): TaskProgress {
    const { passedAt, verdict, problem, answer } = this.#known(step, task);
    return {
      task,
      passed: passedAt !== undefined,
      ...(verdict !== undefined && { verdict }),
      ...(problem !== undefined && { problem }),
      ...(answer !== undefined && { answer }),
    };
  }

  #known(step: string, task: Task): KnownTask {
    return this.#tasks.get(keyOf(step, task)) ?? untried;
  }

  #keep({ step, task }: Pick<Look, 'step' | 'task'>, value: KnownTask, line: NewVerdict | undefined): Promise<void> {
    const { store, sessionId } = this.#parts;
    const save = () => saveTask(store, rowOf(sessionId, { step, task }, value), line);
    return keepKnown(this.#tasks, { key: keyOf(step, task), value }, save);
  }
}

function rowOf(sessionId: string, { step, task }: Pick<Look, 'step' | 'task'>, known: KnownTask): TaskRow {
  return {
    session_id: sessionId,
    step,
    task,
    passed_at: known.passedAt ?? null,
    verdict: known.verdict === undefined ? null : JSON.stringify(known.verdict),
    problem: known.problem ?? null,
  };
}

/** What a verdict comes down to. */
function gist(verdict: Verdict | undefined): string | undefined {
  return verdict?.status === 'failed' ? verdict.reason : verdict?.status;
}

function keyOf(step: string, task: Task): string {
  return `${step}/${task}`;
}
