import { get, type IncomingMessage } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { type SessionEvent, sessionEventSchema } from '../../../server/protocol/session-view.ts';
import { ApiBench } from '../../support/api-bench.ts';

interface Stream extends Disposable {
  readonly status: number;
  readonly events: { id: number; event: SessionEvent }[];
  text(): string;
  readonly ended: Promise<void>;
}

async function openStream(api: ApiBench, path: string, headers: Record<string, string>): Promise<Stream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port: api.port, path, headers }, resolve).on('error', reject);
  });
  let text = '';
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  response.on('close', resolve);
  response.on('error', () => undefined);
  return {
    status: response.statusCode ?? 0,
    text: () => text,
    get events() {
      return [...text.matchAll(/^id: (\d+)\ndata: (.*)$/gm)].map(([, id, json]) => ({
        id: Number(id),
        event: sessionEventSchema.parse(JSON.parse(json ?? '')),
      }));
    },
    ended,
    [Symbol.dispose]: () => void response.destroy(),
  };
}

async function readyLearner(api: ApiBench) {
  const { cookie, id } = await api.learner();
  const session = await api.bench.sessions.get(id, api.identity.learnerOf({ headers: { cookie } }) ?? '');
  await vi.waitFor(() => expect(session.view.machine.state).toBe('ready'));
  return { cookie, session, path: `/api/sessions/${id}/events` };
}

describe('The event stream', () => {
  test('begins with how the session is, and tells each change', async () => {
    await using api = await ApiBench.open();
    const { cookie, session, path } = await readyLearner(api);
    using stream = await openStream(api, path, { cookie });
    await vi.waitFor(() => expect(stream.events).not.toHaveLength(0));
    await session.openStep('laid');
    await vi.waitFor(() => expect(stream.events.at(-1)?.event).toMatchObject({ session: { step: 'laid' } }));
  });

  test('carries observations when asked to', async () => {
    await using api = await ApiBench.open();
    const { cookie, path } = await readyLearner(api);
    using stream = await openStream(api, `${path}?observations=1`, { cookie });
    api.bench.driver.made[0]?.run(3);
    await vi.waitFor(() => expect(stream.events.map(({ event }) => event.type)).toContain('observation'));
  });

  test('goes on where it stopped', async () => {
    await using api = await ApiBench.open();
    const { cookie, session, path } = await readyLearner(api);
    using first = await openStream(api, path, { cookie });
    await vi.waitFor(() =>
      expect(first.events.at(-1)?.event).toMatchObject({
        session: { steps: [{ tasks: [{ verdict: {} }] }, {}, {}, {}, {}, {}] },
      }),
    );
    const lastId = String(first.events.at(-1)?.id);
    using second = await openStream(api, path, { cookie, 'last-event-id': lastId });
    await session.openStep('laid');
    await vi.waitFor(() => expect(second.events).not.toHaveLength(0));
    expect(second.events[0]?.event).toMatchObject({ session: { step: 'laid' } });
  });

  test('shows that it lives while there is nothing to say', async () => {
    await using api = await ApiBench.open();
    const { cookie, path } = await readyLearner(api);
    using stream = await openStream(api, path, { cookie });
    await vi.waitFor(() => expect(stream.events).not.toHaveLength(0));
    api.bench.clock.advance(15_000);
    await vi.waitFor(() => expect(stream.text()).toContain('event: beat\n'));
  });

  test('is an open page until it is closed', async () => {
    await using api = await ApiBench.open();
    const { cookie, session, path } = await readyLearner(api);
    {
      using stream = await openStream(api, path, { cookie });
      await vi.waitFor(() => expect(stream.events).not.toHaveLength(0));
      expect(session.openPages).toBe(1);
      expect(api.bench.driver.made[0]?.followers.size).toBe(1);
    }
    await vi.waitFor(() => expect(session.openPages).toBe(0));
    expect(api.bench.driver.made[0]?.followers.size).toBe(0);
  });

  test('ends when the server stops', async () => {
    const api = await ApiBench.open();
    const { cookie, path } = await readyLearner(api);
    using stream = await openStream(api, path, { cookie });
    await api[Symbol.asyncDispose]();
    await stream.ended;
  });

  test('is refused to strangers, and beyond twelve pages', async () => {
    await using api = await ApiBench.open();
    const { cookie, path } = await readyLearner(api);
    using stranger = await openStream(api, path, {});
    expect(stranger.status).toBe(401);
    using pages = new DisposableStack();
    for (let page = 0; page < 12; page += 1) pages.use(await openStream(api, path, { cookie }));
    using thirteenth = await openStream(api, path, { cookie });
    expect(thirteenth.status).toBe(429);
  });
});
