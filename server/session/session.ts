import type { Verdict } from '../../labs/core/verdict.ts';
import type { MachineName } from '../../sandbox/driver.ts';
import { WorkTime } from '../completion/work-time.ts';
import { Problem } from '../problem.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import type { SessionView, Task } from '../protocol/session-view.ts';
import { Expiry } from './expiry.ts';
import { findStep } from './lab-shelf.ts';
import type { LiveMachine } from './live-machine.ts';
import { type EndReason, machineView } from './machine-status.ts';
import { isQueued } from './queue-patience.ts';
import { type Page, SessionEvents } from './session-events.ts';
import { SessionMachine } from './session-machine.ts';
import type { SessionParts } from './session-parts.ts';
import { SessionProgress } from './session-progress.ts';
import { type SessionRecording, sessionRecording } from './session-recording.ts';
import { SessionTerminals } from './session-terminals.ts';
import { StepDesk } from './step-desk.ts';
import { Study } from './study.ts';
import type { GrantedTerminal } from './terminal-access.ts';

/** One learner on one lab: a machine that comes and goes, and progress that stays. */
export class Session implements Disposable {
  readonly id: string;
  readonly learnerId: string;
  readonly study: Study;
  readonly recording: SessionRecording;
  readonly #parts: SessionParts;
  readonly #progress: SessionProgress;
  readonly #terminals: SessionTerminals;
  readonly #events: SessionEvents;
  readonly #expiry: Expiry;
  readonly #desk: StepDesk;
  readonly #machine: SessionMachine;
  readonly #work: WorkTime;
  #live: LiveMachine | undefined;
  #viewedAt = 0;
  /** The machine, or the problem that there is none. */
  readonly requireMachine = (): LiveMachine => this.#machine.requireLive();

  constructor(parts: SessionParts) {
    const { row, clock, store, loaded, idleMs } = parts;
    this.id = row.id;
    this.learnerId = row.learner_id;
    this.#parts = parts;
    this.#progress = new SessionProgress({ ...parts, sessionId: row.id, step: parts.step, rows: parts.progress });
    const machines: MachineName[] = loaded.lab.machine.client ? ['host', 'client'] : ['host'];
    this.recording = sessionRecording({ ...parts, onChange: () => this.#publish() });
    const hooks = { noteInput: () => this.noteActivity(), record: this.recording.record };
    this.#terminals = new SessionTerminals({ store, sessionId: row.id, machines, terminals: parts.terminals, hooks });
    this.#events = new SessionEvents(clock);
    this.#expiry = new Expiry({ clock, idleMs, onExpired: (reason) => this.#endAs(reason) });
    this.study = new Study({
      ...parts,
      sessionId: row.id,
      rows: parts.progress,
      progress: this.#progress,
      live: () => this.#machine.live,
      onChange: () => this.#onStudy(),
    });
    this.#desk = new StepDesk({
      ...parts,
      ...this.recording,
      sessionId: row.id,
      progress: this.#progress,
      predictions: this.study.predictions,
      events: this.#events,
      onChange: () => this.#publish(),
      onPassed: (step, task) => this.#onPassed(step, task),
    });
    this.#work = new WorkTime({ ...parts, sessionId: row.id });
    this.#work.enter(parts.step, this.#progress.isDone(parts.step));
    const outlet = { expiry: this.#expiry, onChange: () => this.#onMachine() };
    this.#machine = new SessionMachine({ ...parts, sessionId: row.id, ...outlet }, parts.status);
  }

  /** An answer and an event may overtake one another on their way; `now` tells which is the newer, so no two are the same. */
  get view(): SessionView {
    this.#viewedAt = Math.max(this.#viewedAt + 1, this.#parts.clock.now());
    return {
      id: this.id,
      lab: this.#parts.loaded.lab.slug,
      step: this.#progress.step,
      steps: this.#progress.view().map((progress) => this.study.view(progress)),
      terminals: this.#terminals.view(),
      machine: machineView(this.#machine.status, this.#expiry),
      now: this.#viewedAt,
      ...this.recording.view(),
    };
  }

  get openPages(): number {
    return this.#events.openPages;
  }

  /** True while there is a machine, or one is coming. */
  get hasMachine(): boolean {
    const { state } = this.#machine.status;
    return state === 'starting' || state === 'ready';
  }

  /** True when nothing has happened here for `quietMs`: no machine, none asked for, no page open, no request. */
  isDormant(quietMs: number): boolean {
    const isQuiet = this.#parts.clock.now() - this.#expiry.lastActivityAt >= quietMs;
    return isQuiet && !this.hasMachine && this.#events.openPages === 0;
  }

  /** Somebody asks for this session. */
  noteActivity(): void {
    this.#expiry.noteActivity();
    this.#work.note();
  }

  /** Writes down what is known of the time spent here. */
  async saveWorkTime(): Promise<void> {
    await this.#work.save();
  }

  /** Sees to it that there is a machine, or one is coming. */
  async start(): Promise<void> {
    if (!this.hasMachine) await this.#startOver();
    await this.#machine.start();
  }

  async freshMachine(): Promise<void> {
    await this.#machine.replace(() => this.#startOver());
  }

  async end(): Promise<void> {
    await this.#machine.end(isQueued(this.#machine.status) ? 'left-queue' : 'by-learner');
  }

  async extend(): Promise<void> {
    await this.#machine.extend();
  }

  /** Puts the step in front of the learner, and lays it on the machine when there is one. */
  async openStep(id: string): Promise<void> {
    const { step } = findStep(this.#parts.loaded, id);
    await this.#progress.open(step.id);
    this.#work.enter(step.id, this.#progress.isDone(step.id));
    this.recording.mark({ kind: 'step', step: step.id });
    this.#publish();
    await this.#desk.lay(step);
  }

  async resetStep(id: string): Promise<void> {
    const { step } = findStep(this.#parts.loaded, id);
    this.#machine.requireLive();
    await this.#desk.reset(step);
  }

  /** Looks and judges at this moment. Rejects when it cannot look. */
  async checkNow(id: string): Promise<Verdict> {
    const { step, checks } = findStep(this.#parts.loaded, id);
    return this.#desk.checkNow(step, checks, this.#machine.requireLive());
  }

  async answer(id: string, answer: string): Promise<Verdict> {
    const { step, checks } = findStep(this.#parts.loaded, id);
    if (checks.question === undefined) throw new Problem('no-question');
    return this.#desk.answer(step, { checks, answer }, this.#machine.requireLive());
  }

  async openTerminal(machine: MachineName): Promise<string> {
    this.#machine.requireLive();
    const name = await this.#terminals.open(machine);
    this.#publish();
    return name;
  }

  async closeTerminal(name: string): Promise<void> {
    await this.#terminals.close(name, this.#machine.live);
    this.#publish();
  }

  /** The right to use a terminal at this moment, or the problem with it. */
  grant(name: string): GrantedTerminal | ProblemCode {
    const { state } = this.#machine.status;
    if (state === 'starting') return 'session-not-ready';
    const live = this.#machine.live;
    if (live === undefined) return 'session-ended';
    return this.#terminals.grant(name, live) ?? 'no-such-terminal';
  }

  /** Shows a page what happens here until disposed. An open page keeps the machine from ending as idle. */
  connect(page: Page, lastEventId: number | undefined): Disposable {
    this.#expiry.pageOpened();
    const connection = new DisposableStack();
    connection.defer(() => {
      this.#expiry.pageClosed();
      this.#desk.attend(this.#machine.live);
    });
    connection.use(this.#events.connect(page, { view: this.view, lastEventId }));
    this.#desk.attend(this.#machine.live);
    return connection;
  }

  /** Goes on where an earlier process stopped. */
  async resume(sandbox: Parameters<SessionMachine['resume']>[0]): Promise<void> {
    await this.#machine.resume(sandbox, this.#parts.baselines);
  }

  /** Stops everything here but the machine. */
  [Symbol.dispose](): void {
    this.#expiry[Symbol.dispose]();
    this.#desk[Symbol.dispose]();
    this.#work[Symbol.dispose]();
    this.#machine.close();
  }

  async #startOver(): Promise<void> {
    await this.#terminals.startOver();
    await this.#progress.forgetMachine();
  }

  #onMachine(): void {
    const { status, live } = this.#machine;
    this.#expiry.follow(status);
    if (live !== this.#live) {
      this.#live = live;
      this.#terminals.forgetGrantsBut(live);
      this.#desk.change(live);
      if (live !== undefined) void this.#desk.lay(findStep(this.#parts.loaded, this.#progress.step).step).catch(() => undefined);
    }
    this.#publish();
  }

  #onStudy(): void {
    this.#publish();
    this.#desk.attend(this.#machine.live);
  }

  #onPassed(step: string, task: Task): void {
    this.recording.mark({ kind: 'passed', step, task });
    if (this.#progress.isDone(step)) this.#work.finish(step);
  }

  #endAs(reason: EndReason): void {
    this.#parts.log.info({ sessionId: this.id, reason }, 'session expired');
    this.#machine.end(reason).catch((error: unknown) => {
      this.#parts.log.error({ error, sessionId: this.id }, 'session could not be ended');
    });
  }

  #publish(): void {
    this.#events.publishSession(this.view);
  }
}
