export interface AttackTarget {
  readonly origin: string;
  readonly session: string;
  /** The name of the cookie that says who the learner is. */
  readonly cookie: string;
  /** Where it tries to lay a cookie of that name. */
  readonly domains: readonly string[];
}

/** What a preview gets where nothing goes wrong. */
export const NO_SPOILS = {
  cookie: '',
  storage: [],
  opener: 'null',
  read: 'TypeError',
  reset: 'TypeError',
  events: 'error',
  socket: 'error',
  frame: 'out of reach',
};

/** Runs in the preview's page, which knows more than a real one would: where the platform is, and the session's id. */
export async function attack({ origin, session, cookie, domains }: AttackTarget): Promise<Record<string, unknown>> {
  const visible = document.cookie;
  const storage = Object.keys(localStorage);
  const path = `${origin}/api/sessions/${session}`;
  const failure = (answer: Promise<Response>) =>
    answer.then(
      ({ status }) => String(status),
      (error: Error) => error.name,
    );
  const outcome = (source: EventSource | WebSocket) =>
    new Promise<string>((resolve) => {
      source.onopen = () => resolve('open');
      source.onerror = () => resolve('error');
    });
  for (const domain of domains) {
    // biome-ignore lint/suspicious/noDocumentCookie: an attacker is not choosy.
    document.cookie = `${cookie}=tossed; Path=/; Domain=${domain}`;
  }
  const read = await failure(fetch(path, { credentials: 'include' }));
  const reset = await failure(fetch(`${path}/machine`, { method: 'POST', credentials: 'include', body: '{}' }));
  await fetch(`${path}/machine`, { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{}' }).catch(() => undefined);
  await fetch(path, { method: 'DELETE', credentials: 'include', mode: 'no-cors' }).catch(() => undefined);
  const terminal = `${origin.replace('http', 'ws')}/ws/sessions/${session}/terminals/host?cols=80&rows=24`;
  const events = await outcome(new EventSource(`${path}/events`, { withCredentials: true }));
  const socket = await outcome(new WebSocket(terminal, 'lab-terminal.v1'));
  const frame = document.createElement('iframe');
  frame.src = `${origin}/en`;
  await new Promise((resolve) => {
    frame.onload = resolve;
    document.body.append(frame);
  });
  const inside = frame.contentDocument === null ? 'out of reach' : 'readable';
  return { cookie: visible, storage, opener: String(window.opener), read, reset, events, socket, frame: inside };
}
