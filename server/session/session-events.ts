import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import { disposable } from '../lifecycle.ts';
import type { SessionEvent, SessionView } from '../protocol/session-view.ts';

export interface NumberedEvent {
  /** Grows with each event of a session, over restarts of the server too. */
  readonly id: number;
  readonly event: SessionEvent;
}

export interface Page {
  readonly observations: boolean;
  receive(event: NumberedEvent): void;
}

/** Tells the open pages of a session what has changed. Each event carries a whole state, so only the latest matters. */
export class SessionEvents {
  readonly #clock: Clock;
  readonly #pages = new Set<Page>();
  #lastId = 0;
  #lastSession: { readonly id: number; readonly view: SessionView; readonly text: string } | undefined;
  #lastObservation: NumberedEvent | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get openPages(): number {
    return this.#pages.size;
  }

  get wantsObservations(): boolean {
    return [...this.#pages].some((page) => page.observations);
  }

  /** Begins with what is now, unless the page has seen just that (`lastEventId`). */
  connect(page: Page, { view, lastEventId }: { view: SessionView; lastEventId: number | undefined }): Disposable {
    this.publishSession(view);
    this.#pages.add(page);
    const session = this.#lastSession;
    if (session !== undefined && session.id !== lastEventId) page.receive(sessionEvent(session.id, view));
    if (page.observations && this.#lastObservation !== undefined) page.receive(this.#lastObservation);
    return disposable(() => this.#pages.delete(page));
  }

  /** Sends the view, unless it says what the one before said. */
  publishSession(view: SessionView): void {
    const text = comparable(view);
    if (this.#lastSession?.text === text) return;
    this.#lastSession = { id: this.#nextId(), view, text };
    const event = sessionEvent(this.#lastSession.id, view);
    for (const page of this.#pages) page.receive(event);
  }

  /** `subject` is what of it the open step is about. */
  publishObservation(observation: Observation, subject: readonly string[]): void {
    const about = subject.length > 0 ? { subject: [...subject] } : {};
    const event: NumberedEvent = { id: this.#nextId(), event: { type: 'observation', observation, ...about } };
    this.#lastObservation = event;
    for (const page of this.#pages) if (page.observations) page.receive(event);
  }

  /** The machine that was seen is no more. */
  forgetObservation(): void {
    this.#lastObservation = undefined;
  }

  /** Taking the time as the least next id keeps ids growing over restarts without storing them. */
  #nextId(): number {
    this.#lastId = Math.max(this.#lastId + 1, this.#clock.now());
    return this.#lastId;
  }
}

function sessionEvent(id: number, session: SessionView): NumberedEvent {
  return { id, event: { type: 'session', session } };
}

/** The view without what changes as time passes. */
function comparable({ now: _, machine, ...rest }: SessionView): string {
  const still = machine.state === 'ready' ? { ...machine, idleEndsAt: 0 } : machine;
  return JSON.stringify([rest, still]);
}
