import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SessionStore } from '../../../app/_session/session-store.ts';
import { FakePage, sessionView } from './fake-page.ts';

const FIND = 'GET /api/labs/net/session';
const START = 'POST /api/labs/net/session';

let page: FakePage;
beforeEach(() => {
  page = new FakePage();
});
afterEach(() => page[Symbol.dispose]());

function answer(request: string, body: unknown, status = 200): void {
  page.answers.set(request, { status, body });
}

async function connected(changes = {}): Promise<SessionStore> {
  answer(FIND, { session: sessionView(changes) });
  const store = new SessionStore('net', 'follow');
  store.connect();
  await vi.waitFor(() => expect(page.sources).toHaveLength(1));
  return store;
}

describe('SessionStore', () => {
  test('knows that there is no session, and opens no stream for it', async () => {
    answer(FIND, { session: null });
    using store = new SessionStore('net', 'follow');
    store.connect();
    await vi.waitFor(() => expect(store.state.presence).toBe('absent'));
    expect(page.sources).toEqual([]);
  });

  test('picks up a session and follows it', async () => {
    using store = await connected();
    page.source.say(sessionView({ now: 2000, step: 'pair' }));
    await vi.waitFor(() => expect(store.state.session?.step).toBe('pair'));
    expect(page.source.path).toBe('/api/sessions/s1/events');
  });

  test('only looks once where a glance is enough', async () => {
    answer(FIND, { session: sessionView() });
    using store = new SessionStore('net', 'glance');
    store.connect();
    await vi.waitFor(() => expect(store.state.presence).toBe('present'));
    expect(page.sources).toEqual([]);
  });

  test('asks for observations only while somebody watches', async () => {
    using store = await connected();
    const unwatch = store.watchObservations(vi.fn());
    expect(page.source.path).toBe('/api/sessions/s1/events?observations=1');
    page.source.onopen?.();
    unwatch();
    expect(page.source.path).toBe('/api/sessions/s1/events');
  });

  test('says what was refused, and forgets it when it works', async () => {
    answer(FIND, { session: null });
    answer(START, { problem: 'sandbox/out-of-capacity' }, 503);
    using store = new SessionStore('net', 'follow');
    store.connect();
    await store.start();
    expect(store.state.refusal).toEqual({ during: 'start', trouble: 'sandbox/out-of-capacity', id: undefined });

    answer(START, { session: sessionView() });
    await store.start();
    expect(store.state.refusal).toBeUndefined();
    expect(store.state.session?.id).toBe('s1');
  });

  test('keeps the number of an internal error for the report', async () => {
    using store = await connected();
    answer('POST /api/sessions/s1/extend', { problem: 'internal', id: 'e-42' }, 500);
    expect(await store.extend()).toBe(false);
    expect(store.state.refusal).toMatchObject({ trouble: 'internal', id: 'e-42' });
  });

  test('takes an answer it does not understand for a server out of reach', async () => {
    using store = await connected();
    answer('POST /api/sessions/s1/steps/docker0/check', { verdict: 'perhaps' });
    expect(await store.check('docker0')).toBeUndefined();
    expect(store.state.refusal?.trouble).toBe('unreachable');
  });

  test('gives the verdict that was asked for', async () => {
    using store = await connected();
    const verdict = { status: 'passed', evidence: { bridge: 'docker0' } };
    answer('POST /api/sessions/s1/steps/docker0/check', { verdict, session: sessionView({ now: 3000 }) });
    expect(await store.check('docker0')).toEqual(verdict);
  });

  test('looks for its session anew when the one it knows is gone', async () => {
    using store = await connected();
    answer(FIND, { session: sessionView({ id: 's2' }) });
    answer('POST /api/sessions/s1/extend', { problem: 'no-such-session' }, 404);
    await store.extend();
    await vi.waitFor(() => expect(store.state.session?.id).toBe('s2'));
    expect(page.source.path).toBe('/api/sessions/s2/events');
  });

  test('closes its stream when it is disposed, and opens one again when it is connected again', async () => {
    const store = await connected();
    store[Symbol.dispose]();
    expect(page.source.isClosed).toBe(true);
    store.connect();
    await vi.waitFor(() => expect(page.sources).toHaveLength(2));
    store[Symbol.dispose]();
  });
});
