import { describe, expect, test, vi } from 'vitest';
import {
  maybeSessionResponseSchema,
  sessionResponseSchema,
  terminalResponseSchema,
  verdictResponseSchema,
} from '../../../server/protocol/api.ts';
import { ApiBench } from '../../support/api-bench.ts';

const START = '/api/labs/containers/session';

async function readyLearner(api: ApiBench) {
  const learner = await api.learner();
  await vi.waitFor(async () => {
    const { body } = await api.ask(`/api/sessions/${learner.id}`, learner);
    expect(body.session.machine.state).toBe('ready');
  });
  return learner;
}

describe('The API', () => {
  test('makes a stranger a learner by starting a session, and knows them by their cookie', async () => {
    await using api = await ApiBench.open();
    expect((await api.ask(START)).body).toEqual({ session: null });

    const started = await api.ask(START, { method: 'POST' });
    expect(started.status).toBe(200);
    expect(started.headers['set-cookie']).toMatch(
      /^vethlab_learner_[0-9a-f]{8}=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    );
    const { session } = sessionResponseSchema.parse(started.body);

    const cookie = String(started.headers['set-cookie']).split(';')[0] ?? '';
    const again = await api.ask(START, { method: 'POST', cookie });
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.body.session.id).toBe(session.id);
    expect(maybeSessionResponseSchema.parse((await api.ask(START, { cookie })).body).session?.id).toBe(session.id);
  });

  test('carries a learner through a lab', async () => {
    await using api = await ApiBench.open();
    const { cookie, id } = await readyLearner(api);
    const post = (path: string, body?: unknown) => api.ask(`/api/sessions/${id}${path}`, { method: 'POST', cookie, body });

    sessionResponseSchema.parse((await post('/steps/asked/open')).body);
    api.bench.driver.made[0]?.run(2);
    const checked = verdictResponseSchema.parse((await post('/steps/asked/check')).body);
    expect(checked.verdict.status).toBe('passed');
    const answered = verdictResponseSchema.parse((await post('/steps/asked/answer', { answer: ' 2 ' })).body);
    expect(answered.session.steps.find((step) => step.id === 'asked')?.passed).toBe(true);
    sessionResponseSchema.parse((await post('/steps/laid/open')).body);
    sessionResponseSchema.parse((await post('/steps/laid/reset')).body);
    const { name } = terminalResponseSchema.parse((await post('/terminals', { machine: 'client' })).body);
    const closed = await api.ask(`/api/sessions/${id}/terminals/${name}`, { method: 'DELETE', cookie });
    expect(closed.body.session.terminals).toHaveLength(2);
    sessionResponseSchema.parse((await post('/extend')).body);
    expect((await post('/machine')).body.session.machine.state).toBe('starting');
    const ended = await api.ask(`/api/sessions/${id}`, { method: 'DELETE', cookie });
    expect(ended.body.session.machine).toEqual({ state: 'ended', reason: 'by-learner' });
  });

  test.each([
    ['an unknown page', { method: 'GET', path: '/api/nothing', status: 404, problem: 'no-such-page' }],
    ['an unknown method', { method: 'PUT', path: START, status: 405, problem: 'method-not-allowed' }],
    ['an unknown lab', { method: 'POST', path: '/api/labs/nothing/session', status: 404, problem: 'no-such-lab' }],
    ['an unknown lab, asked for only', { method: 'GET', path: '/api/labs/nothing/session', status: 404, problem: 'no-such-lab' }],
    ['a stranger', { method: 'GET', path: '/api/sessions/abc', status: 401, problem: 'not-signed-in' }],
    ['a broken path', { method: 'GET', path: '/api/labs/%ff/session', status: 400, problem: 'bad-request' }],
  ])('refuses %s', async (_, { method, path, status, problem }) => {
    await using api = await ApiBench.open();
    const answer = await api.ask(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ problem });
  });

  test.each([
    ['an unknown step', { path: '/steps/nowhere/open', body: undefined, status: 404, problem: 'no-such-step' }],
    [
      'an answer where nothing is asked',
      { path: '/steps/one/answer', body: { answer: '1' }, status: 400, problem: 'no-question' },
    ],
    ['an empty answer', { path: '/steps/asked/answer', body: { answer: '  ' }, status: 400, problem: 'bad-request' }],
    [
      'an answer that is too long',
      { path: '/steps/asked/answer', body: { answer: 'x'.repeat(201) }, status: 400, problem: 'bad-request' },
    ],
    [
      'keys that nobody knows',
      { path: '/steps/asked/answer', body: { answer: '1', more: true }, status: 400, problem: 'bad-request' },
    ],
    ['what is not JSON', { path: '/steps/asked/answer', body: '{', status: 400, problem: 'bad-request' }],
    [
      'what is far too large',
      { path: '/steps/asked/answer', body: { answer: 'x'.repeat(20_000) }, status: 413, problem: 'too-large' },
    ],
    ['an unknown machine', { path: '/terminals', body: { machine: 'router' }, status: 400, problem: 'bad-request' }],
    ['a check that cannot look', { path: '/steps/broken/check', body: undefined, status: 502, problem: 'check-failed-to-look' }],
  ])('refuses %s', async (_, { path, body, status, problem }) => {
    await using api = await ApiBench.open();
    const { cookie, id } = await readyLearner(api);
    const answer = await api.ask(`/api/sessions/${id}${path}`, { method: 'POST', cookie, body });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ problem });
  });

  test("refuses another learner's session, and a cookie that is not ours", async () => {
    await using api = await ApiBench.open();
    const { cookie, id } = await api.learner();
    const other = await api.learner();
    expect(await api.ask(`/api/sessions/${id}`, { cookie: other.cookie })).toMatchObject({
      status: 403,
      body: { problem: 'not-your-session' },
    });
    const [named = ''] = cookie.split('.');
    expect(await api.ask(`/api/sessions/${id}`, { cookie: `${named}.${'A'.repeat(43)}` })).toMatchObject({ status: 401 });
  });

  test.each([
    ['a foreign page', { origin: 'http://evil.example' }],
    ['no page', {}],
    ['a page that hides where it is', { origin: 'null' }],
  ])('changes nothing for %s', async (_, headers) => {
    await using api = await ApiBench.open();
    const host = `127.0.0.1:${api.port}`;
    expect(await api.raw(START, { method: 'POST', headers: { host, ...headers } })).toBe(403);
    expect(api.bench.driver.attempts).toBe(0);
  });

  test('answers to no name but its own, so that no foreign name can be pointed at it', async () => {
    await using api = await ApiBench.open();
    const host = `evil.example:${api.port}`;
    expect(await api.raw(START, { method: 'POST', headers: { host, origin: `http://${host}` } })).toBe(403);
    expect(await api.raw('/ko', { headers: { host } })).toBe(403);
  });

  test('holds back one who goes through machines', async () => {
    await using api = await ApiBench.open();
    const { cookie } = await api.learner();
    const statuses = [];
    for (let times = 0; times < 60; times += 1) statuses.push((await api.ask(START, { method: 'POST', cookie })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    api.bench.clock.advance(5000);
    expect((await api.ask(START, { method: 'POST', cookie })).status).toBe(200);
  });

  test('holds back one who resets a step without end', async () => {
    await using api = await ApiBench.open();
    const { cookie, id } = await readyLearner(api);
    const reset = () => api.ask(`/api/sessions/${id}/steps/one/reset`, { method: 'POST', cookie });
    const statuses = [];
    for (let times = 0; times < 31; times += 1) statuses.push((await reset()).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  test('gives one address so many machines, however many learners ask there at once', async () => {
    await using api = await ApiBench.open({}, {}, { machinesPerAddress: 2 });
    const asked = await Promise.all([1, 2, 3, 4].map(() => api.ask(START, { method: 'POST' })));
    expect(asked.map(({ status }) => status).toSorted()).toEqual([200, 200, 503, 503]);
    const [one] = asked.filter(({ status }) => status === 200);
    const cookie = String(one?.headers['set-cookie']).split(';')[0] ?? '';
    const id = one?.body.session.id as string;
    expect((await api.ask(START, { method: 'POST', cookie })).status).toBe(200);
    expect((await api.ask(`/api/sessions/${id}/machine`, { method: 'POST', cookie })).status).toBe(200);
    await api.ask(`/api/sessions/${id}`, { method: 'DELETE', cookie });
    expect((await api.ask(START, { method: 'POST' })).status).toBe(200);
    expect((await api.ask(`/api/sessions/${id}/machine`, { method: 'POST', cookie })).body).toEqual({
      problem: 'network-has-its-share',
    });
  });

  test('answers a bug with an id and nothing else', async () => {
    await using api = await ApiBench.open();
    vi.spyOn(api.bench.sessions, 'find').mockRejectedValue(new Error('a secret'));
    const { status, body } = await api.ask(START);
    expect(status).toBe(500);
    expect(body).toEqual({ problem: 'internal', id: expect.stringMatching(/^[\w-]{36}$/) });
  });

  test('lets nothing in its answers be run, framed or kept', async () => {
    await using api = await ApiBench.open();
    const { headers } = await api.ask(START);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });
});
