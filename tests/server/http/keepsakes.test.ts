import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Certificates } from '../../../server/certificate/certificates.ts';
import { ApiBench } from '../../support/api-bench.ts';
import { testLab } from '../../support/test-lab.ts';

let api: ApiBench;

beforeEach(async () => {
  api = await ApiBench.open();
});

afterEach(async () => {
  await api[Symbol.asyncDispose]();
});

/** Every task of the session passed, an hour after it began. */
async function passAll(sessionId: string): Promise<void> {
  const { store, clock } = api.bench;
  clock.advance(3_600_000);
  const tasks = testLab.lab.steps.flatMap(({ id, hasQuestion }) => [
    { step: id, task: 'check' as const },
    ...(hasQuestion ? [{ step: id, task: 'question' as const }] : []),
  ]);
  const passed = { session_id: sessionId, passed_at: clock.now(), verdict: null, problem: null };
  await store
    .insertInto('tasks')
    .values(tasks.map((task) => ({ ...task, ...passed })))
    .onConflict((conflict) => conflict.columns(['session_id', 'step', 'task']).doUpdateSet({ passed_at: clock.now() }))
    .execute();
}

async function tokenOf(cookie: string, name?: string): Promise<string> {
  const { body, status } = await api.ask('/api/labs/containers/certificate', { method: 'POST', cookie, body: { name } });
  expect(status).toBe(200);
  return body.token;
}

describe('Completion', () => {
  test('is nothing for a stranger, and counts steps for a learner', async () => {
    expect((await api.ask('/api/labs/containers/completion')).body).toEqual({ completion: null });
    const { cookie, id } = await api.learner();
    const { completion } = (await api.ask('/api/labs/containers/completion', { cookie })).body;
    expect(completion).toMatchObject({ sessionId: id, points: 0, totalPoints: 6 });
    expect(completion).not.toHaveProperty('finishedAt');
  });

  test('says when each step was opened and passed, and how long was worked on it', async () => {
    const { cookie, id } = await api.learner();
    const { clock } = api.bench;
    const began = clock.now();
    await api.ask(`/api/sessions/${id}/steps/asked/open`, { method: 'POST', cookie });
    clock.advance(2 * 60_000);
    await api.ask(`/api/sessions/${id}`, { cookie });
    clock.advance(20 * 60_000);
    await api.ask(`/api/sessions/${id}`, { cookie });
    await passAll(id);
    const { completion } = (await api.ask('/api/labs/containers/completion', { cookie })).body;
    expect(completion.steps[1]).toEqual({
      id: 'asked',
      points: 1,
      passed: true,
      openedAt: began,
      passedAt: clock.now(),
      workMs: 2 * 60_000,
    });
    expect(completion).toMatchObject({ finishedAt: clock.now(), points: 6 });
  });
});

describe('A certificate', () => {
  test('is refused before the last step has passed, and to strangers', async () => {
    const { cookie } = await api.learner();
    const ask = (more: object) => api.ask('/api/labs/containers/certificate', { method: 'POST', body: {}, ...more });
    expect((await ask({ cookie })).body).toEqual({ problem: 'lab-not-finished' });
    expect((await ask({})).body).toEqual({ problem: 'not-signed-in' });
  });

  test('is read by anybody, until the operator takes it back', async () => {
    const { cookie, id } = await api.learner();
    await passAll(id);
    const token = await tokenOf(cookie, ' 홍길동 ');
    const { body } = await api.ask(`/api/certificates/${token}`);
    expect(body).toMatchObject({
      standing: 'genuine',
      certificate: { lab: 'containers', name: '홍길동', points: 6, totalPoints: 6 },
    });
    writeFileSync(join(api.bench.home, 'revoked-certificates'), `# by mistake\n${body.number}\n`);
    expect((await api.ask(`/api/certificates/${token}`)).body.standing).toBe('revoked');
    expect((await api.ask(`/api/certificates/${token}/pdf/ko`)).body).toEqual({ problem: 'no-such-certificate' });
    expect((await api.ask('/api/certificates/nonsense')).body).toEqual({ standing: 'unreadable' });
  });

  test('is still genuine once its key has been retired and another signs', async () => {
    const { cookie, id } = await api.learner();
    await passAll(id);
    const token = await tokenOf(cookie);
    const { home } = api.bench;
    renameSync(join(home, 'certificate.key'), join(home, 'certificate-2026.key'));
    const later = new Certificates({ home, lab: () => undefined });
    expect((await later.read(token)).standing).toBe('genuine');
    rmSync(join(home, 'certificate-2026.key'));
    expect((await new Certificates({ home, lab: () => undefined }).read(token)).standing).toBe('foreign');
  });

  test.each(['ko', 'en'])(
    'is printed as a PDF in %s, whatever the name is written in',
    async (locale) => {
      const { cookie, id } = await api.learner();
      await passAll(id);
      for (const name of ['홍길동', 'محمد 🎓', '<script>', undefined]) {
        const token = await tokenOf(cookie, name);
        const response = await fetch(`${api.origin}/api/certificates/${token}/pdf/${locale}`);
        expect(response.headers.get('content-type')).toBe('application/pdf');
        const document = await PDFDocument.load(await response.arrayBuffer());
        expect(document.getPageCount()).toBe(1);
        expect(document.getTitle()).toContain(testLab.lab.title[locale as 'ko' | 'en']);
      }
    },
    60_000,
  );
});

describe('Recordings', () => {
  test('are given to the learner whose session it is, and to nobody else', async () => {
    const { cookie, id } = await api.learner();
    const folder = join(api.bench.home, 'recordings', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'host.cast'), '{"version":2}\n[0,"o","hi"]\n[0,"p","m 2"]\n[0,"o","half');
    const { body } = await api.ask(`/api/sessions/${id}/recordings`, { cookie });
    expect(body.recordings).toMatchObject([{ name: 'host' }]);
    const cast = await api.ask(`/api/sessions/${id}/recordings/host?download=1`, { cookie });
    expect(cast.text).toBe('{"version":2}\n[0,"o","hi"]\n');
    expect(cast.headers['content-disposition']).toBe('attachment; filename="host.cast"');
    const other = await api.learner();
    expect((await api.ask(`/api/sessions/${id}/recordings/host`, { cookie: other.cookie })).body.problem).toBe(
      'not-your-session',
    );
    expect((await api.ask(`/api/sessions/${id}/recordings/host`)).body.problem).toBe('not-signed-in');
    expect((await api.ask(`/api/sessions/${id}/recordings/..%2Fhost`, { cookie })).body.problem).toBe('no-such-recording');
    expect((await api.ask(`/api/sessions/${id}/recordings/client`, { cookie })).body.problem).toBe('no-such-recording');
  });

  test('say until when they are kept', async () => {
    const { cookie, id } = await api.learner();
    expect((await api.ask(`/api/sessions/${id}/recordings`, { cookie })).body).toEqual({ recordings: [] });
    const folder = join(api.bench.home, 'recordings', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'machine.film'), '[1,"b","m"]\n[2,"s",{}]\n[3,"s",');
    const written = new Date('2026-11-01T00:00:00Z');
    utimesSync(join(folder, 'machine.film'), written, written);
    const { body } = await api.ask(`/api/sessions/${id}/recordings`, { cookie });
    expect(body).toEqual({ recordings: [], keptUntil: Date.parse('2026-12-01T00:00:00Z') });
    expect((await api.ask(`/api/sessions/${id}/film`, { cookie })).text).toBe('[1,"b","m"]\n[2,"s",{}]\n');
    const other = await api.learner();
    expect((await api.ask(`/api/sessions/${id}/film`, { cookie: other.cookie })).body.problem).toBe('not-your-session');
    expect((await api.ask(`/api/sessions/${id}/film`)).body.problem).toBe('not-signed-in');
    expect((await api.ask(`/api/sessions/${other.id}/film`, { cookie: other.cookie })).body.problem).toBe('no-such-recording');
  });

  test('are erased by their learner, from a page of ours, and by nobody else', async () => {
    const { cookie, id } = await api.learner();
    const path = `/api/sessions/${id}/recordings`;
    const folder = join(api.bench.home, 'recordings', id);
    mkdirSync(folder, { recursive: true });
    const header = '{"version":2,"width":80,"height":24,"timestamp":1}\n';
    writeFileSync(join(folder, 'host.cast'), `${header}[0,"o","secret"]\n[0,"p","m 6"]\n`);
    writeFileSync(join(folder, 'machine.film'), '[1,"b","m"]\n');
    const erase = (more: object) => api.ask(path, { method: 'DELETE', body: {}, ...more });
    const other = await api.learner();
    expect((await erase({})).body.problem).toBe('not-signed-in');
    expect((await erase({ cookie: other.cookie })).body.problem).toBe('not-your-session');
    expect((await erase({ cookie, headers: { origin: 'https://evil.example' } })).body.problem).toBe('foreign-origin');
    expect(readFileSync(join(folder, 'host.cast'), 'utf8')).toContain('secret');

    // The machine lives on and will say its last again: where it had got is all that is left.
    expect((await erase({ cookie })).body.recordings).toMatchObject([{ name: 'host' }]);
    expect(readFileSync(join(folder, 'host.cast'), 'utf8')).not.toContain('secret');
    expect(readFileSync(join(folder, 'host.cast'), 'utf8')).toContain('[0,"p","m 6"]');
    await api.ask(`/api/sessions/${id}`, { method: 'DELETE', cookie });
    expect((await erase({ cookie })).body).toEqual({ recordings: [] });
    expect(existsSync(folder)).toBe(false);
  });
});
