import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { explain } from '../../../labs/core/picture/facts.ts';
import { pictureOf } from '../../../labs/core/picture/picture-of.ts';
import { SANDBOX_LABEL } from '../../../sandbox/docker/container-options.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { observeSession } from '../../../server/cli/ask-server.ts';
import { drawNetwork } from '../../../server/cli/drawing/draw-network.ts';
import { EngineServer } from '../../support/engine-server.ts';
import { Learner } from '../../support/learner.ts';

/** What the picture has of everything: containers on two bridges, a published port, a namespace made by hand, a plug pulled out. */
const BUILD = `
docker run -d --name web nginx
docker run -d --name exporter -p 8080:8080 node-exporter
docker network create back
docker run -d --name db --network back busybox sleep 1000
docker network connect back web
ip netns add blue
ip link add toblue type veth peer name eth0 netns blue
ip link set $(ip -o link show master docker0 | head -1 | cut -d: -f2 | cut -d@ -f1) nomaster
`;

/** The container that is the session's machine; a spare may stand beside it. */
async function machineOf({ home, engine }: EngineServer, sessionId: string): Promise<string> {
  using store = new DatabaseSync(join(home, 'vethlab.sqlite'), { timeout: 5000 });
  const { id } = store.prepare('SELECT id FROM sandboxes WHERE session_id = ?').get(sessionId) as { id: string };
  const container = (await engine.containers()).find(({ Labels }) => Labels[SANDBOX_LABEL] === id);
  if (container === undefined) throw new Error('the session has no machine');
  return container.Id;
}

async function run(server: EngineServer, machine: string, line: string) {
  const exec = await server.engine.docker
    .getContainer(machine)
    .exec({ Cmd: ['bash', '-c', line], AttachStdout: true, AttachStderr: true, Tty: true });
  const output = await text(await exec.start({ Tty: true }));
  return { exitCode: (await exec.inspect()).ExitCode, output };
}

function drawing(observation: Observation): string {
  return drawNetwork(pictureOf(observation), { say: ({ en }) => en, width: 160, hasColours: false });
}

/** Every line for the host's terminal that the explanations of a picture's things offer. */
function linesFor(observation: Observation): string[] {
  const { places, wires, publications } = pictureOf(observation);
  const things = [...places, ...wires, ...publications, ...places.flatMap(({ interfaces }) => interfaces)];
  const commands = things.flatMap(({ id }) => explain(observation, id)?.commands ?? []);
  return [...new Set(commands.filter(({ machine }) => machine === 'host').map((command) => command.text))];
}

describe('A real machine', () => {
  test('is drawn as it is built, and every command that the map offers works on it', { timeout: 120_000 }, async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start('docker-network');
    const { id } = learner.session;
    const machine = await machineOf(server, id);
    await run(server, machine, BUILD);
    await vi.waitFor(async () => {
      const seen = drawing(await observeSession(server.home, id));
      expect(seen).toContain('┌ blue · namespace');
      expect(seen).toMatch(/:8080\/tcp ─DNAT→ 172\.17\.0\.3:8080 exporter/);
      expect(seen).toContain('┌ db · busybox');
      expect(seen).toMatch(/· veth\w+ ✕ +├──── eth0 · web/);
    }, 60_000);
    const lines = linesFor(await observeSession(server.home, id));
    expect(lines).toEqual(
      expect.arrayContaining([
        'brctl show docker0',
        'docker network inspect back',
        'iptables -t nat -S DOCKER',
        'docker exec db ip addr show eth0',
        'ip netns exec blue ip addr',
      ]),
    );
    for (const line of lines)
      expect([line, await run(server, machine, line)]).toEqual([line, expect.objectContaining({ exitCode: 0 })]);
  });
});
