import { readdirSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { SessionView, TaskProgress } from '../../server/protocol/session-view.ts';
import { EngineServer } from '../support/engine-server.ts';
import { Learner } from '../support/learner.ts';
import { poolStands } from '../support/pool-standing.ts';

const LAB = 'docker-network';

function check(view: SessionView | undefined, step: string): TaskProgress | undefined {
  return view?.steps.find(({ id }) => id === step)?.tasks.find(({ task }) => task === 'check');
}

/** Runs a command on the machine of the only session there is. */
async function run(server: EngineServer, ...argv: string[]): Promise<void> {
  const { docker } = server.engine;
  for (const { Id } of await server.engine.containers()) {
    const exec = await docker.getContainer(Id).exec({ Cmd: argv, AttachStdout: true });
    const stream = await exec.start({});
    stream.resume();
    await new Promise((resolve) => stream.on('end', resolve));
  }
}

/** How many files, sockets and pipes this process holds; the test's own connections are among them. */
function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}

/** Resolves when the pool has its one spare and the engine holds that, the observer and nothing else, half removed or half made. */
async function rest(server: EngineServer): Promise<void> {
  await poolStands(server.url, ({ spares, booting, alive }) => spares === 1 && booting === 0 && alive === 1);
  await vi.waitFor(async () => {
    const names = (await server.engine.containers()).flatMap(({ Names }) => Names);
    expect(names.map((name) => (name.startsWith('/vethlab-observer-') ? 'observer' : 'machine')).sort()).toEqual([
      'machine',
      'observer',
    ]);
  }, 10_000);
}

describe('A session on a real machine', () => {
  test('turns a step green by itself when the learner does what it asks', async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start(LAB);
    let view: SessionView | undefined;
    await learner.follow((latest) => {
      view = latest;
    });
    await learner.openStep('veth-appears');
    await vi.waitFor(() => expect(check(view, 'veth-appears')?.verdict).toMatchObject({ status: 'failed' }), 10_000);
    await run(server, 'docker', 'run', '--detach', 'nginx');
    await vi.waitFor(
      () => expect(check(view, 'veth-appears')).toMatchObject({ passed: true, verdict: { status: 'passed' } }),
      10_000,
    );
  });

  test('finds a fault laid by the step, and a fresh machine has it too', async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start(LAB);
    await learner.openStep('mend');
    const { id } = learner.session;
    await learner.ask('POST', `/api/sessions/${id}/steps/mend/reset`);
    await learner.ask('POST', `/api/sessions/${id}/machine`);
    await learner.start(LAB);
    await learner.openStep('mend');
    let view: SessionView | undefined;
    await learner.follow((latest) => {
      view = latest;
    });
    await vi.waitFor(() => expect(check(view, 'mend')?.verdict).toMatchObject({ status: 'failed' }), 10_000);
    expect(check(view, 'mend')?.problem).toBeUndefined();
  });

  test('says that its machine is lost when it ends, and goes on with a fresh one', async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start(LAB);
    await learner.openStep('docker0');
    let view: SessionView | undefined;
    await learner.follow((latest) => {
      view = latest;
    });
    await vi.waitFor(() => expect(check(view, 'docker0')?.passed).toBe(true), 10_000);
    await server.engine[Symbol.asyncDispose]();
    await vi.waitFor(() => expect(view?.machine).toEqual({ state: 'ended', reason: 'lost' }), 10_000);
    await learner.start(LAB);
    expect(learner.session.step).toBe('docker0');
    expect(check(learner.session, 'docker0')?.passed).toBe(true);
  });

  test('finds its machine again after a restart of the server', async () => {
    await using server = await EngineServer.open();
    await using learner = new Learner(server.url);
    await learner.start(LAB);
    await learner.openStep('namespace');
    await run(server, 'touch', '/root/mark');
    const before = await server.engine.containers();
    await server.stop();
    await server.start();
    const { id } = learner.session;
    await learner.start(LAB);
    expect(learner.session).toMatchObject({ id, step: 'namespace', machine: { state: 'ready' } });
    expect(new Set((await server.engine.containers()).map(({ Id }) => Id))).toEqual(new Set(before.map(({ Id }) => Id)));
  });
});

describe('Sessions that come and go', () => {
  test('leave nothing behind', async () => {
    await using server = await EngineServer.open();
    const comeAndGo = async () => {
      await using learner = new Learner(server.url);
      await learner.start(LAB);
      await learner.follow(() => undefined);
      await learner.openStep('docker0');
      await learner.attachTerminal('host');
      await learner.end();
    };
    await comeAndGo();
    await rest(server);
    const before = openFiles();
    for (let times = 0; times < 8; times += 1) await comeAndGo();
    await rest(server);
    await vi.waitFor(() => expect(openFiles()).toBeLessThanOrEqual(before), 10_000);
  });
});
