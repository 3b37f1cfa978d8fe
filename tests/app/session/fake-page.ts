import { vi } from 'vitest';
import type { SessionView } from '../../../server/protocol/session-view.ts';

/** A browser's page as far as the session needs one: event sources, answers of the server, and the browser's own events. */
export class FakePage implements Disposable {
  readonly sources: FakeEventSource[] = [];
  readonly window = new EventTarget();
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  readonly asked: string[] = [];
  /** What the server says next, by method and path; nothing means that it cannot be reached. */
  readonly answers = new Map<string, { readonly status: number; readonly body: unknown }>();

  constructor() {
    const { sources } = this;
    vi.stubGlobal('window', this.window);
    vi.stubGlobal('document', this.document);
    vi.stubGlobal(
      'EventSource',
      class extends FakeEventSource {
        constructor(path: string) {
          super(path);
          sources.push(this);
        }
      },
    );
    vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => this.#answer(`${method} ${path}`));
  }

  get source(): FakeEventSource {
    const last = this.sources.at(-1);
    if (last === undefined) throw new Error('no event source was opened');
    return last;
  }

  [Symbol.dispose](): void {
    vi.unstubAllGlobals();
  }

  #answer(request: string): Promise<Response> {
    this.asked.push(request);
    const answer = this.answers.get(request);
    if (answer === undefined) return Promise.reject(new TypeError('network is down'));
    return Promise.resolve(Response.json(answer.body, { status: answer.status }));
  }
}

export class FakeEventSource {
  readonly path: string;
  isClosed = false;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;
  onmessage: ((event: { data: string }) => void) | undefined;

  constructor(path: string) {
    this.path = path;
  }

  readonly #beats: (() => void)[] = [];

  addEventListener(_event: 'beat', listener: () => void): void {
    this.#beats.push(listener);
  }

  beat(): void {
    for (const listener of this.#beats) listener();
  }

  close(): void {
    this.isClosed = true;
  }

  say(session: SessionView): void {
    this.onmessage?.({ data: JSON.stringify({ type: 'session', session }) });
  }
}

export function sessionView(changes: Partial<SessionView> = {}): SessionView {
  const machine = { state: 'ended', reason: 'idle' } as const;
  return { id: 's1', lab: 'net', step: 'docker0', steps: [], terminals: [], machine, now: 1000, ...changes };
}
