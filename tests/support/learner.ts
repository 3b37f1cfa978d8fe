import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { sessionResponseSchema } from '../../server/protocol/api.ts';
import { TERMINAL_SUBPROTOCOL } from '../../server/protocol/messages.ts';
import { type SessionEvent, type SessionView, sessionEventSchema } from '../../server/protocol/session-view.ts';

const POLL_MS = 50;

/** Someone at a live server without a browser: an own cookie, the API, the event stream, terminals. */
export class Learner implements AsyncDisposable {
  readonly url: string;
  #cookie = '';
  #session: SessionView | undefined;
  readonly #streams = new AbortController();
  readonly #sockets: WebSocket[] = [];

  constructor(url: string) {
    this.url = url;
  }

  get session(): SessionView {
    if (this.#session === undefined) throw new Error('no session was started');
    return this.#session;
  }

  get headers(): Record<string, string> {
    return { origin: this.url, cookie: this.#cookie };
  }

  /** Starts, or resumes, a session and waits until its machine is ready. */
  async start(lab: string): Promise<void> {
    await this.ask('POST', `/api/labs/${lab}/session`);
    while (this.session.machine.state !== 'ready') {
      if (this.session.machine.state !== 'starting') throw new Error(`the machine is ${JSON.stringify(this.session.machine)}`);
      await delay(POLL_MS);
      await this.ask('GET', `/api/sessions/${this.session.id}`);
    }
  }

  async openStep(step: string): Promise<void> {
    await this.ask('POST', `/api/sessions/${this.session.id}/steps/${step}/open`);
  }

  /** Says whether the session is to be recorded. */
  async record(on: boolean): Promise<void> {
    await this.ask('POST', `/api/sessions/${this.session.id}/recording`, { on });
  }

  /** Ends the machine; progress stays. */
  async end(): Promise<void> {
    await this.ask('DELETE', `/api/sessions/${this.session.id}`);
  }

  async ask(method: string, path: string, body?: object): Promise<void> {
    const sent = body && { body: JSON.stringify(body), headers: { ...this.headers, 'content-type': 'application/json' } };
    const response = await fetch(`${this.url}${path}`, { method, headers: this.headers, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    const cookie = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    if (cookie.length > 0) this.#cookie = cookie.join('; ');
    this.#session = sessionResponseSchema.parse(JSON.parse(text)).session;
  }

  /** Follows the session as an open page does; `onView` hears of each change the moment it arrives. */
  async follow(onView: (view: SessionView) => void): Promise<void> {
    const path = `/api/sessions/${this.session.id}/events`;
    const response = await fetch(`${this.url}${path}`, { headers: this.headers, signal: this.#streams.signal });
    if (!response.ok || response.body === null) throw new Error(`GET ${path} answered ${response.status}`);
    void readEvents(response.body, onView).catch(ignoreAbort);
  }

  /** Opens a terminal's socket; output is received and thrown away. */
  async attachTerminal(name: string): Promise<void> {
    const address = `${this.url.replace('http', 'ws')}/ws/sessions/${this.session.id}/terminals/${name}?cols=80&rows=24`;
    const socket = new WebSocket(address, TERMINAL_SUBPROTOCOL, { headers: this.headers });
    this.#sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve());
      socket.once('error', reject);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#streams.abort();
    for (const socket of this.#sockets) socket.terminate();
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, onView: (view: SessionView) => void): Promise<void> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of body) {
    const parts = (pending + decoder.decode(chunk, { stream: true })).split('\n\n');
    pending = parts.pop() ?? '';
    for (const part of parts) {
      const event = eventOf(part);
      if (event?.type === 'session') onView(event.session);
    }
  }
}

/** What a page is told; nothing for a beat, which says only that the stream lives. */
function eventOf(part: string): SessionEvent | undefined {
  const line = part.split('\n').find((candidate) => candidate.startsWith('data:'));
  if (line === undefined || part.startsWith('event: beat')) return undefined;
  return sessionEventSchema.parse(JSON.parse(line.slice('data:'.length)));
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}
