import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { readCast } from '../../../server/protocol/cast.ts';
import { TERMINAL_SUBPROTOCOL } from '../../../server/protocol/messages.ts';
import { EngineServer } from '../../support/engine-server.ts';
import { Learner } from '../../support/learner.ts';
import { marks, printed } from './recording-bench.ts';

const LAB = 'docker-network';
const PATIENCE = { timeout: 20_000, interval: 50 };

/** Types into the learner's shell on the lab host, and lets go of it once `says` has been printed. */
async function typeOnHost(learner: Learner, keys: string, says: RegExp): Promise<void> {
  const address = `${learner.url.replace('http', 'ws')}/ws/sessions/${learner.session.id}/terminals/host?cols=80&rows=24`;
  const socket = new WebSocket(address, TERMINAL_SUBPROTOCOL, { headers: learner.headers });
  let output = '';
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) output += data.toString('utf8');
  });
  await vi.waitFor(() => expect(output).toContain('root@host'), PATIENCE);
  const from = output.length;
  socket.send(Buffer.from(keys));
  await vi.waitFor(() => expect(output.slice(from)).toMatch(says), PATIENCE);
  socket.terminate();
}

/** Lets what waits in the shell print; on machines where nothing waits, this gives up by itself. */
async function letPrint({ engine }: EngineServer): Promise<void> {
  const wait = 'touch /tmp/go; until [ -e /tmp/gone ]; do sleep 0.1; done';
  const machines = (await engine.containers()).filter(
    ({ Names }) => !Names.some((name) => name.startsWith('/vethlab-observer-')),
  );
  const runs = machines.map(async ({ Id }) => {
    const exec = await engine.docker.getContainer(Id).exec({ Cmd: ['timeout', '5', 'sh', '-c', wait], AttachStdout: true });
    const stream = await exec.start({});
    stream.resume();
    await new Promise((resolve) => stream.on('end', resolve));
  });
  await Promise.all(runs);
}

async function castOf(learner: Learner) {
  const path = `/api/sessions/${learner.session.id}/recordings/host`;
  const response = await fetch(`${learner.url}${path}`, { headers: learner.headers });
  const cast = readCast(await response.text());
  if (cast === undefined) throw new Error(`${path} answered ${response.status}`);
  return cast;
}

describe('The recording of a real shell', () => {
  test('goes on over a restart of the server, with what was printed while nobody looked', async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start(LAB);
    await learner.openStep('docker0');
    await typeOnHost(learner, 'echo f"irs"t 가나다\r', /first 가나다/);
    await typeOnHost(learner, '(until [ -e /tmp/go ]; do sleep 0.1; done; echo un"see"n; touch /tmp/gone) &\r', /\[1\] \d+/);
    await typeOnHost(learner, 'read -s password\r', /password\r/);
    await typeOnHost(learner, 'secret-of-mine\r', /root@host/);
    await typeOnHost(learner, 'echo aft"er"\r', /after/);
    await server.stop();
    await letPrint(server);
    await server.start();
    await learner.start(LAB);
    await typeOnHost(learner, 'echo se"con"d\r', /second/);
    await vi.waitFor(async () => expect(printed(await castOf(learner))).toMatch(/second/), PATIENCE);

    const cast = await castOf(learner);
    for (const word of ['first 가나다', 'unseen', 'after', 'second']) {
      expect(printed(cast).split(word), word).toHaveLength(2);
    }
    expect(printed(cast)).not.toContain('secret-of-mine');
    expect(marks(cast)).toContain('step docker0');
    const times = cast.events.map(([seconds]) => seconds);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('leaves out what was done while its learner wanted none, over a restart and on the next machine too', async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start(LAB);
    await typeOnHost(learner, 'echo f"irs"t\r', /first/);
    await learner.record(false);
    expect(learner.session.recorded).toBe(false);
    await typeOnHost(learner, 'echo sec"re"t\r', /secret/);
    await server.stop();
    await server.start();
    await learner.start(LAB);
    expect(learner.session.recorded).toBe(false);
    await learner.record(true);
    await typeOnHost(learner, 'echo la"st"\r', /last/);
    await vi.waitFor(async () => expect(printed(await castOf(learner))).toMatch(/last/), PATIENCE);
    const cast = await castOf(learner);
    expect(printed(cast)).toContain('first');
    expect(printed(cast)).not.toContain('sec');
    expect(marks(cast)).toEqual(expect.arrayContaining(['recording off', 'recording on']));

    await learner.end();
    await learner.start(LAB);
    await typeOnHost(learner, 'grep -c sec ~/.bash_history\r', /\r0\r/);
    await typeOnHost(learner, 'grep -c la.st ~/.bash_history\r', /\r1\r/);
  });
});
