import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Observation } from '../../../sandbox/observation.ts';
import { ObserverLink } from '../../../sandbox/observer/observer-link.ts';
import { emptySnapshot, FakeAgent, settle } from './fake-agent.ts';

function openLink() {
  const agents: FakeAgent[] = [];
  const faults: unknown[] = [];
  const link = new ObserverLink({
    connect: () => {
      agents.push(new FakeAgent());
      return Promise.resolve(agent().stream);
    },
    onFault: (error) => faults.push(error),
  });
  const agent = () => {
    const latest = agents.at(-1);
    if (latest === undefined) throw new Error('nobody has connected yet');
    return latest;
  };
  return { link, agents, agent, faults, [Symbol.asyncDispose]: () => link[Symbol.asyncDispose]() };
}

function record() {
  const seen: Observation[] = [];
  return { seen, listener: (observation: Observation) => void seen.push(observation) };
}

afterEach(() => void vi.useRealTimers());

describe('ObserverLink', () => {
  test('starts no agent before somebody asks', async () => {
    await using setting = openLink();
    setting.link.attach({ sandboxId: 'a', pid: 7 });
    await settle();
    expect(setting.agents).toHaveLength(0);
  });

  test('watches once for many listeners and gives each observation to all of them', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    const [one, other] = [record(), record()];
    sandbox.onObservation(one.listener, { counters: false });
    sandbox.onObservation(other.listener, { counters: false });
    await settle();
    setting.agent().snapshot('a');
    await settle();

    expect(setting.agent().requests).toMatchObject([{ op: 'watch', sandbox: 'a', pid: 7, counters: false }]);
    expect(one.seen.map(({ sequence }) => sequence)).toEqual([1]);
    expect(other.seen).toEqual(one.seen);
  });

  test('gives a later listener the latest observation at once', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    sandbox.onObservation(() => undefined, { counters: false });
    await settle();
    setting.agent().snapshot('a', { takenAt: 5 });
    await settle();
    const late = record();
    sandbox.onObservation(late.listener, { counters: false });
    await settle();
    expect(late.seen.map(({ takenAt }) => takenAt)).toEqual([5]);
  });

  test('follows counters only while a listener wants them', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    sandbox.onObservation(() => undefined, { counters: false });
    const curious = sandbox.onObservation(() => undefined, { counters: true });
    await settle();
    curious[Symbol.dispose]();
    await settle();
    expect(setting.agent().asked('watch')).toMatchObject([{ counters: false }, { counters: true }, { counters: false }]);
  });

  test('answers an observe with what the agent sees', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 'self' });
    const observing = sandbox.observe();
    await settle();
    const [request] = setting.agent().asked('observe');
    setting.agent().say({ id: request?.id, ok: true, snapshot: { ...emptySnapshot, takenAt: 9 } });
    expect(await observing).toMatchObject({ takenAt: 9, sequence: 1, docker: { state: 'unreachable' } });
  });

  test('answers a probe', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    const probe = { kind: 'ping', from: '1', address: '10.0.0.1', timeoutMs: 100 } as const;
    const probing = sandbox.probe(probe);
    await settle();
    const [request] = setting.agent().asked('probe');
    expect(request).toMatchObject({ sandbox: 'a', probe });
    setting.agent().say({ id: request?.id, ok: true, result: { reached: false, reason: 'timeout' } });
    expect(await probing).toEqual({ reached: false, reason: 'timeout' });
  });

  test('takes up its watches again when the agent is started anew', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    const { seen, listener } = record();
    sandbox.onObservation(listener, { counters: true });
    await settle();
    setting.agent().snapshot('a');
    await settle();
    setting.agent().stream.destroy();
    await settle();
    await vi.advanceTimersByTimeAsync(300);
    await settle();
    expect(setting.agents).toHaveLength(2);
    expect(setting.agent().requests).toMatchObject([{ op: 'watch', sandbox: 'a', counters: true }]);
    setting.agent().snapshot('a');
    await settle();
    expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test('fails an observe in time when the agent says nothing, and replaces an agent that does not even answer a ping', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    const observing = sandbox.observe();
    const failed = expect(observing).rejects.toMatchObject({ code: 'sandbox/observer-failed' });
    await settle();
    setting.agent().answers.clear();
    await vi.advanceTimersByTimeAsync(12_000);
    await failed;
    const { stream } = setting.agent();
    await vi.advanceTimersByTimeAsync(2000);
    await settle();
    expect(stream.destroyed).toBe(true);
  });

  test('fails what is under way when the agent ends', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    const failed = expect(sandbox.observe()).rejects.toMatchObject({ code: 'sandbox/observer-failed' });
    await settle();
    setting.agent().stream.destroy();
    await failed;
  });

  test('says that a machine is gone', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    sandbox.onObservation(() => undefined, { counters: false });
    await settle();
    setting.agent().say({ event: 'gone', sandbox: 'a' });
    await sandbox.gone;
    await expect(sandbox.observe()).rejects.toMatchObject({ code: 'sandbox/gone' });
  });

  test.each(['not json\n', '{"event":"surprise"}\n', '{"id":1}\n'])('hangs up on an agent that says %j', async (text) => {
    await using setting = openLink();
    const failed = expect(setting.link.attach({ sandboxId: 'a', pid: 7 }).observe()).rejects.toThrow('ended');
    await settle();
    setting.agent().sayText(text);
    await failed;
    expect(setting.agent().stream.destroyed).toBe(true);
  });

  test('reports a snapshot that is none, and goes on', async () => {
    await using setting = openLink();
    const { seen, listener } = record();
    setting.link.attach({ sandboxId: 'a', pid: 7 }).onObservation(listener, { counters: false });
    await settle();
    setting.agent().snapshot('a', { namespaces: 'none' });
    setting.agent().snapshot('a');
    await settle();
    expect(setting.faults).toMatchObject([{ code: 'sandbox/observer-failed' }]);
    expect(seen).toHaveLength(1);
  });

  test('lets no listener silence another', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    const { seen, listener } = record();
    sandbox.onObservation(
      () => {
        throw new Error('a bug');
      },
      { counters: false },
    );
    sandbox.onObservation(listener, { counters: false });
    await settle();
    setting.agent().snapshot('a');
    await settle();
    expect(seen).toHaveLength(1);
    expect(setting.faults).toMatchObject([{ message: 'a bug' }]);
  });

  test('stops watching when the sandbox is disposed, and says nothing more', async () => {
    await using setting = openLink();
    const sandbox = setting.link.attach({ sandboxId: 'a', pid: 7 });
    const { seen, listener } = record();
    sandbox.onObservation(listener, { counters: false });
    await settle();
    sandbox[Symbol.dispose]();
    sandbox[Symbol.dispose]();
    setting.agent().snapshot('a');
    await settle();
    expect(setting.agent().asked('unwatch')).toHaveLength(1);
    expect(seen).toEqual([]);
    expect(setting.faults).toEqual([]);
  });
});
