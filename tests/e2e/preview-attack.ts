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
  const kept = [...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())];
  const storage = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...kept];
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

export interface WindowTarget extends Pick<AttackTarget, 'origin' | 'session'> {
  /** Another port's preview of the same machine. */
  readonly neighbour: string;
}

/** What a preview gets by windows, frames, forms, workers and neighbours where nothing goes wrong. */
export const NO_WINDOW_SPOILS = {
  name: '',
  opened: 'out of reach',
  answered: 'nothing',
  worker: 'SecurityError',
  ownWorker: 'own origin only',
  neighbour: 'TypeError',
  neighbourFrame: 'out of reach',
};

/** As `attack`, with what does not need to read an answer. */
export async function attackByWindows({ origin, session, neighbour }: WindowTarget): Promise<Record<string, unknown>> {
  const machine = `${origin}/api/sessions/${session}/machine`;
  const reach = (other: Window | null) => {
    try {
      return other?.document === undefined || other.document === null ? 'out of reach' : 'readable';
    } catch {
      return 'out of reach';
    }
  };
  /** A window shows its own empty page first, which is everybody's. */
  const isStillEmpty = (other: Window | null) => {
    try {
      return other !== null && !other.closed && other.location.href === 'about:blank';
    } catch {
      return false;
    }
  };
  const framed = async (src: string) => {
    const frame = document.createElement('iframe');
    frame.src = src;
    frame.name = `frame-${Math.random()}`;
    await new Promise((resolve) => {
      frame.onload = resolve;
      document.body.append(frame);
    });
    return frame;
  };
  const answers: unknown[] = [];
  window.addEventListener('message', ({ data }) => answers.push(data));
  const opened = window.open(`${origin}/en/labs/docker-network`);
  const platform = await framed(`${origin}/en`);
  for (const other of [opened, platform.contentWindow]) other?.postMessage({ type: 'session' }, '*');
  // A form may post to anywhere, with cookies where the site is the same.
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: machine, target: platform.name, enctype: 'text/plain' });
  document.body.append(form);
  form.submit();
  navigator.sendBeacon(machine, '{}');
  const worker = navigator.serviceWorker.register(`${origin}/sw.js`, { scope: `${origin}/` });
  const beside = await framed(neighbour);
  const read = fetch(neighbour, { credentials: 'include' });
  const nameOf = (answer: Promise<unknown>) =>
    answer.then(
      () => 'succeeded',
      (error: Error) => error.name,
    );
  while (isStillEmpty(opened)) await new Promise((resolve) => setTimeout(resolve, 50));
  const spoils = {
    name: window.name,
    worker: await nameOf(worker),
    neighbour: await nameOf(read),
    neighbourFrame: reach(beside.contentWindow),
    opened: reach(opened),
    answered: answers.length === 0 ? 'nothing' : answers,
  };
  opened?.close();
  const scopes = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope);
  const isApart = scopes.every((scope) => scope.startsWith(location.origin));
  return { ...spoils, ownWorker: isApart ? 'own origin only' : scopes };
}
