import type { Verdict } from '../../labs/core/verdict.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { SessionView } from '../../server/protocol/session-view.ts';
import type { SolutionView } from '../../server/protocol/solution.ts';
import { afterFirstScreen } from '../_terminal/first-screen.ts';
import type { Answer } from './answer.ts';
import type { MachineName } from './machine-name.ts';
import { findSession, SessionApi, startSession } from './session-api.ts';
import {
  type Action,
  initialState,
  type SessionState,
  withLine,
  withoutPending,
  withPending,
  withSession,
} from './session-state.ts';
import { SessionStream } from './session-stream.ts';

/** The session that this page knows is no longer there, so it asks which one is. */
const GONE = new Set(['no-such-session', 'not-your-session']);

export type Attention = 'glance' | 'follow';

/** `undefined` is an observation that this page does not understand; `subject` is what of it the open step is about. */
export type ObservationListener = (observation: Observation | undefined, subject: readonly string[]) => void;

/** The learner's session on one lab as this page knows it, kept fresh by its event stream. */
export class SessionStore implements Disposable {
  readonly #lab: string;
  readonly #attention: Attention;
  readonly #listeners = new Set<() => void>();
  readonly #watchers = new Set<ObservationListener>();
  #state = initialState;
  #api: SessionApi | undefined;
  #stream: SessionStream | undefined;
  #alive = false;

  constructor(lab: string, attention: Attention) {
    this.#lab = lab;
    this.#attention = attention;
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears what the machine looks like, at once and after each change. Only while somebody does are observations sent here. */
  watchObservations(listener: ObservationListener): () => void {
    this.#watchers.add(listener);
    this.#moveStream();
    return () => {
      this.#watchers.delete(listener);
      this.#moveStream();
    };
  }

  /** Begins to follow the session, if there is one, until disposed. May be called again after that. */
  connect(): void {
    this.#alive = true;
    void this.find();
  }

  /** Picks up a session that is already there. */
  async find(): Promise<void> {
    const answer = await this.#during('find', () => findSession(this.#lab));
    if (!answer.ok || answer.value.session === null) this.#set({ ...this.#state, presence: 'absent' });
  }

  /** Starts the machine, or a new one where the last has ended. */
  async start(): Promise<void> {
    await this.#during('start', () => startSession(this.#lab));
  }

  async end(): Promise<void> {
    await this.#ask('end', (api) => api.endMachine());
  }

  async freshMachine(): Promise<void> {
    await this.#ask('fresh', (api) => api.freshMachine());
  }

  async extend(): Promise<boolean> {
    return (await this.#ask('extend', (api) => api.extend()))?.ok ?? false;
  }

  /** Whether the session is recorded from now on. */
  async record(on: boolean): Promise<void> {
    await this.#ask('record', (api) => api.record(on));
  }

  async openStep(step: string): Promise<void> {
    await this.#ask('open-step', (api) => api.openStep(step));
  }

  async resetStep(step: string): Promise<boolean> {
    return (await this.#ask('reset-step', (api) => api.resetStep(step)))?.ok ?? false;
  }

  async check(step: string): Promise<Verdict | undefined> {
    const answer = await this.#ask('check', (api) => api.check(step));
    return answer?.ok ? answer.value.verdict : undefined;
  }

  async answer(step: string, text: string): Promise<Verdict | undefined> {
    const answer = await this.#ask('answer', (api) => api.answer(step, text));
    return answer?.ok ? answer.value.verdict : undefined;
  }

  async reveal(step: string): Promise<SolutionView | undefined> {
    const answer = await this.#ask('reveal', (api) => api.solution(step));
    return answer?.ok ? answer.value.solution : undefined;
  }

  async predict(step: string, prediction: string, choice: string): Promise<boolean> {
    return (await this.#ask('predict', (api) => api.predict(step, prediction, choice)))?.ok ?? false;
  }

  /** Gives the new terminal's name. */
  async openTerminal(machine: MachineName): Promise<string | undefined> {
    const answer = await this.#ask('open-terminal', (api) => api.openTerminal(machine));
    return answer?.ok ? answer.value.name : undefined;
  }

  async closeTerminal(name: string): Promise<void> {
    await this.#ask('close-terminal', (api) => api.closeTerminal(name));
  }

  dismissRefusal(): void {
    this.#set({ ...this.#state, refusal: undefined });
  }

  retryLine(): void {
    this.#stream?.retry();
  }

  [Symbol.dispose](): void {
    this.#alive = false;
    this.#unfollow();
  }

  async #ask<Value extends { session: SessionView }>(
    action: Action,
    question: (api: SessionApi) => Promise<Answer<Value>>,
  ): Promise<Answer<Value> | undefined> {
    const api = this.#api;
    if (api === undefined) return undefined;
    const answer = await this.#during(action, () => question(api));
    if (!answer.ok && GONE.has(answer.trouble)) void this.find();
    return answer;
  }

  /** Asks, and takes in whatever came of it in one change, since a change draws half of the page. */
  async #during<Value extends { readonly session: SessionView | null }>(
    action: Action,
    question: () => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> {
    this.#set(withPending(this.#state, action));
    const answer = await question();
    const state = withoutPending(this.#state, action);
    if (!answer.ok) this.#set({ ...state, refusal: { during: action, trouble: answer.trouble, id: answer.id } });
    else if (answer.value.session === null) this.#set(state);
    else this.#take(state, answer.value.session);
    return answer;
  }

  #take(state: SessionState, session: SessionView): void {
    const isNew = state.session?.id !== session.id;
    this.#set(withSession(state, session));
    if (isNew || this.#api === undefined) void this.#follow(session);
  }

  async #follow({ id, machine }: SessionView): Promise<void> {
    this.#unfollow();
    const api = new SessionApi(id);
    this.#api = api;
    if (!this.#alive || this.#attention === 'glance') return;
    // The news of a machine that is up can wait until its first screen is drawn.
    if (machine.state === 'ready') await afterFirstScreen();
    if (this.#api !== api) return;
    this.#stream = new SessionStream(this.#eventsPath(api), {
      onSession: (session) => this.#set(withSession(this.#state, session)),
      onObservation: (observation, subject) => {
        for (const watcher of this.#watchers) watcher(observation, subject);
      },
      onLine: (line) => this.#set(withLine(this.#state, line)),
    });
  }

  #moveStream(): void {
    if (this.#api !== undefined) this.#stream?.moveTo(this.#eventsPath(this.#api));
  }

  #eventsPath({ eventsPath }: SessionApi): string {
    return this.#watchers.size > 0 ? `${eventsPath}?observations=1` : eventsPath;
  }

  #unfollow(): void {
    this.#stream?.[Symbol.dispose]();
    this.#stream = undefined;
    this.#api = undefined;
  }

  #set(state: SessionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
