import { describe, expect, test } from 'vitest';
import { sessionResponseSchema, solutionResponseSchema } from '../../../server/protocol/api.ts';
import { ApiBench, type Question } from '../../support/api-bench.ts';

describe('Solutions and predictions over HTTP', () => {
  test('come to who asks for them in their own session, and to nobody else', async () => {
    await using api = await ApiBench.open();
    const [ann, bob] = [await api.learner(), await api.learner()];
    const [solution, prediction] = ['/steps/one/solution', '/steps/one/predictions/how-many'];
    const post = (path: string, question: Question = {}) =>
      api.ask(`/api/sessions/${ann.id}${path}`, { method: 'POST', cookie: ann.cookie, ...question });
    const body = { choice: 'one' };
    for (const path of [solution, prediction]) {
      const bare = await api.ask(`/api/sessions/${ann.id}${path}`, { method: 'POST', body });
      expect([bare.status, bare.body.problem]).toEqual([401, 'not-signed-in']);
      const other = await post(path, { cookie: bob.cookie, body });
      expect([other.status, other.body]).toEqual([403, { problem: 'not-your-session' }]);
      const foreign = await post(path, { headers: { origin: 'http://elsewhere.test' }, body });
      expect([foreign.status, foreign.body]).toEqual([403, { problem: 'foreign-origin' }]);
      expect((await api.ask(`/api/sessions/${ann.id}${path}`, ann)).status).toBe(405);
    }
    const before = await api.ask(`/api/sessions/${ann.id}`, ann);
    expect(before.text).not.toMatch(/revealed|docker run|predictions/);

    const shown = solutionResponseSchema.parse((await post(solution)).body);
    expect(shown.solution.lines).toContainEqual({ machine: 'client', command: 'ping 192.168.0.10' });
    expect(shown.session.steps[0]?.revealed).toBe(true);
    const predicted = sessionResponseSchema.parse((await post(prediction, { body })).body);
    expect(predicted.session.steps[0]?.predictions).toEqual([{ id: 'how-many', choice: 'one' }]);

    // The view says that it was seen, and not what.
    const after = await api.ask(`/api/sessions/${ann.id}`, ann);
    expect(after.text).not.toContain('docker run');
    const { completion } = (await api.ask('/api/labs/containers/completion', ann)).body;
    expect(completion.steps.map(({ revealed = false }: { revealed?: boolean }) => revealed)).toEqual([
      true,
      ...Array(5).fill(false),
    ]);
    expect((await api.ask('/api/labs/containers/completion', bob)).text).not.toContain('revealed');
  });

  test.each([
    { path: '/steps/nowhere/solution', body: {}, refusal: [404, 'no-such-step'] },
    { path: '/steps/one/predictions/how-many', body: { choice: 'green' }, refusal: [400, 'bad-request'] },
    { path: '/steps/one/predictions/how-many', body: { choice: '' }, refusal: [400, 'bad-request'] },
    { path: '/steps/one/predictions/how-many', body: {}, refusal: [400, 'bad-request'] },
    { path: '/steps/one/predictions/what', body: { choice: 'one' }, refusal: [400, 'bad-request'] },
  ])('refuse $path with $body', async ({ path, body, refusal }) => {
    await using api = await ApiBench.open();
    const { cookie, id } = await api.learner();
    const answer = await api.ask(`/api/sessions/${id}${path}`, { method: 'POST', cookie, body });
    expect([answer.status, answer.body.problem]).toEqual(refusal);
  });
});
