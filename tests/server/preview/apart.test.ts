import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { connectHere } from '../../../sandbox/local/connect-here.ts';
import { openPreviews } from '../../../server/preview/open-previews.ts';
import { PreviewLabels } from '../../../server/preview/preview-labels.ts';
import type { Previews } from '../../../server/preview/previews.ts';
import { ApiBench } from '../../support/api-bench.ts';
import { IDLE_MS, settled } from '../../support/workbench.ts';
import { listen } from './preview-bench.ts';

/** The platform's door with previews behind it. Put together in two steps, since each knows the other. */
async function platform() {
  const later: { previews?: Previews } = {};
  const previews: Pick<Previews, 'owns' | 'handle' | 'upgrade'> = {
    owns: (asked) => later.previews?.owns(asked) ?? false,
    handle: async (asked, response) => later.previews?.handle(asked, response),
    upgrade: async (asked, socket, head) => later.previews?.upgrade(asked, socket, head),
  };
  const door = await ApiBench.open({}, { previews });
  onTestFinished(() => door[Symbol.asyncDispose]());
  const { sessions, clock, log } = door.bench;
  const env = { driver: 'docker', port: door.port, previewOrigin: undefined, publicOrigin: undefined } as const;
  later.previews = openPreviews({ env, key: Buffer.alloc(32, 1), sessions, clock, log });
  const learner = await door.learner();
  const [machine] = door.bench.driver.made;
  if (machine === undefined) throw new Error('the learner has a machine');
  machine.server = (target) => connectHere(target, new AbortController().signal);
  const target = await listen(createServer(({ url }, response) => void response.end(`in the machine: ${url}`)));
  onTestFinished(() => target[Symbol.asyncDispose]());
  const labels = new PreviewLabels(Buffer.alloc(32, 1));
  const label = labels.labelOf({ sessionId: learner.id, sandboxId: machine.id, port: target.port });
  return { door, learner, host: `${label}.localhost:${door.port}` };
}

test.each([
  ['GET', ''],
  ['POST', '/machine'],
  ['POST', '/extend'],
  ['DELETE', ''],
])('the API refuses %s %s of a page in a preview, also with the learner’s own cookie', async (method, path) => {
  const { door, learner, host } = await platform();
  const headers = { origin: `http://${host}`, cookie: learner.cookie, host: `localhost:${door.port}` };
  expect(await door.raw(`/api/sessions/${learner.id}${path}`, { method, headers })).toBe(403);
  expect(await door.raw(`/api/sessions/${learner.id}`, { headers: { cookie: learner.cookie } })).toBe(200);
});

test('nothing of the platform is served under the name of a preview', async () => {
  const { door, learner, host } = await platform();
  for (const path of ['/', '/api/labs/containers/session', '/healthz', '/ws/sessions/x', '/ko', `/api/sessions/${learner.id}`]) {
    const { status, text } = await askAs(door, host, path);
    expect({ status, text }).toEqual({ status: 200, text: `in the machine: ${path}` });
  }
});

test('a preview that is looked at keeps no machine from ending as idle', async () => {
  const { door, learner, host } = await platform();
  const { clock, sessions } = door.bench;
  const session = await sessions.find(String(learner.cookie.split('=')[1]?.split('.')[0]), 'containers');
  if (session === undefined) throw new Error('the learner has a session');
  for (let minute = 0; minute < 4; minute += 1) {
    await askAs(door, host, '/');
    clock.advance(IDLE_MS / 3);
  }
  expect((await settled(session, ({ machine }) => machine.state === 'ended')).machine).toMatchObject({ reason: 'idle' });
});

async function askAs(door: ApiBench, host: string, path: string): Promise<{ status: number; text: string }> {
  const asked = request({ host: '127.0.0.1', port: door.port, path, headers: { host } });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, text: String(Buffer.concat(await response.toArray())) };
}
