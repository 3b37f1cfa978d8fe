import { join } from 'node:path';
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
  let received = 0;
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return;
    output += data.toString('utf8');
    received += data.byteLength;
    socket.send(JSON.stringify({ type: 'ack', received }));
  });
  await vi.waitFor(() => expect(output).toMatch(/# $/), PATIENCE);
  socket.send(Buffer.from(keys));
  await vi.waitFor(() => expect(output).toMatch(says), PATIENCE);
  socket.terminate();
}

async function castOf(learner: Learner) {
  const path = `/api/sessions/${learner.session.id}/recordings/host`;
  const response = await fetch(`${learner.url}${path}`, { headers: learner.headers });
  const cast = readCast(await response.text());
  if (cast === undefined) throw new Error(`${join(path)} answered ${response.status}`);
  return cast;
}

describe('The recording of a real shell', () => {
  test('goes on over a restart of the server, with what was printed while nobody looked', async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start(LAB);
    await learner.openStep('docker0');
    await typeOnHost(learner, 'echo f"irs"t 가나다\r', /first 가나다/);
    // Prints while no page and no server is there to read it.
    await typeOnHost(learner, '(sleep 2; echo un"see"n) & read -s password\rsecret-of-mine\recho aft"er"\r', /after/);
    await server.stop();
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
});
