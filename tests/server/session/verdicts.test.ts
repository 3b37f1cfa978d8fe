import { describe, expect, test, vi } from 'vitest';
import { SandboxError } from '../../../sandbox/errors.ts';
import type { SessionEvent } from '../../../server/protocol/session-view.ts';
import type { Session } from '../../../server/session/session.ts';
import type { MemorySandbox } from '../../support/memory-sandbox.ts';
import { taskOf } from '../../support/session-facts.ts';
import { openPage, settled, Workbench } from '../../support/workbench.ts';

interface Scene extends AsyncDisposable {
  readonly bench: Workbench;
  readonly session: Session;
  readonly sandbox: MemorySandbox;
}

async function scene(step: string): Promise<Scene> {
  const bench = await Workbench.open();
  const session = await bench.learner();
  await session.openStep(step);
  const sandbox = bench.driver.made[0];
  if (sandbox === undefined) throw new Error('there is no machine');
  return { bench, session, sandbox, [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose]() };
}

function statuses(events: readonly SessionEvent[], step: string): (string | undefined)[] {
  return events
    .filter((event) => event.type === 'session')
    .map(({ session }) => session.steps.find(({ id }) => id === step)?.tasks[0]?.verdict?.status);
}

function verdictRows({ bench }: Scene) {
  return bench.store.selectFrom('verdicts').select(['step', 'task', 'cause', 'answer']).execute();
}

describe('Verdicts', () => {
  test('come by themselves when the machine changes while a page is open', async () => {
    await using stage = await scene('one');
    using page = openPage(stage.session);
    await settled(stage.session, () => taskOf(stage.session, 'one')?.verdict?.status === 'failed');
    stage.sandbox.run(1);
    await settled(stage.session, () => taskOf(stage.session, 'one')?.passed === true);
    expect(statuses(page.events, 'one')).toEqual([undefined, 'failed', 'passed']);
  });

  test('do not come while nobody looks', async () => {
    await using stage = await scene('one');
    expect(stage.sandbox.followers.size).toBe(0);
    {
      using _ = openPage(stage.session);
      expect(stage.sandbox.followers.size).toBe(1);
    }
    expect(stage.sandbox.followers.size).toBe(0);
  });

  test('that say nothing new are not sent again', async () => {
    await using stage = await scene('one');
    using page = openPage(stage.session);
    await settled(stage.session, () => taskOf(stage.session, 'one')?.verdict !== undefined);
    const before = page.events.length;
    stage.sandbox.run(0);
    stage.sandbox.run(0);
    stage.sandbox.run(1);
    await settled(stage.session, () => taskOf(stage.session, 'one')?.passed === true);
    expect(page.events.length).toBe(before + 1);
    expect(await verdictRows(stage)).toHaveLength(2);
  });

  test('that passed are logged once a second, however often somebody asks', async () => {
    await using stage = await scene('one');
    stage.sandbox.run(1);
    for (let times = 0; times < 5; times += 1) await stage.session.checkNow('one');
    expect(await verdictRows(stage)).toHaveLength(1);
    stage.bench.clock.advance(1000);
    await stage.session.checkNow('one');
    expect(await verdictRows(stage)).toHaveLength(2);
  });

  test('that could not be stored come again, and are stored then', async () => {
    await using stage = await scene('one');
    const rows = () => stage.bench.store.selectFrom('tasks').select('passed_at').execute();
    await stage.bench.store.schema.alterTable('tasks').renameTo('gone').execute();
    stage.sandbox.run(1);
    await expect(stage.session.checkNow('one')).rejects.toThrow('tasks');
    expect(taskOf(stage.session, 'one')?.passed).toBe(false);
    await stage.bench.store.schema.alterTable('gone').renameTo('tasks').execute();
    await stage.session.checkNow('one');
    expect(taskOf(stage.session, 'one')?.passed).toBe(true);
    expect(await rows()).toEqual([{ passed_at: expect.any(Number) }]);
  });

  test('that passed stay passed, whatever the machine does later', async () => {
    await using stage = await scene('one');
    stage.sandbox.run(1);
    await stage.session.checkNow('one');
    stage.sandbox.run(0);
    expect(await stage.session.checkNow('one')).toMatchObject({ status: 'failed' });
    expect(taskOf(stage.session, 'one')).toMatchObject({ passed: true, verdict: { status: 'failed' } });
  });

  test('never overlap; of the changes that come meanwhile the latest is judged', async () => {
    await using stage = await scene('probed');
    const { promise, resolve } = Promise.withResolvers<{ reached: boolean }>();
    const probe = vi.spyOn(stage.sandbox, 'probe').mockReturnValueOnce(promise).mockResolvedValue({ reached: false });
    using _ = openPage(stage.session);
    stage.sandbox.run(1);
    await vi.waitFor(() => expect(probe).toHaveBeenCalledTimes(1));
    stage.sandbox.run(2);
    stage.sandbox.run(3);
    stage.sandbox.run(4);
    resolve({ reached: false });
    // One timer is the session's own end; the other is the pause after a probe.
    await vi.waitFor(() => expect(stage.bench.clock.pendingTimers).toBe(2));
    stage.bench.clock.advance(500);
    await vi.waitFor(() => expect(probe).toHaveBeenCalledTimes(2));
    stage.bench.clock.advance(500);
    await stage.session.checkNow('probed');
    expect(probe).toHaveBeenCalledTimes(3);
  });

  test('follow counters only while the open step asks for them', async () => {
    await using stage = await scene('one');
    using _ = openPage(stage.session);
    const counters = () => [...stage.sandbox.followers].map((follower) => follower.counters);
    expect(counters()).toEqual([false]);
    await stage.session.openStep('counted');
    expect(counters()).toEqual([true]);
    stage.sandbox.run(1);
    await settled(stage.session, () => taskOf(stage.session, 'counted')?.passed === true);
    await vi.waitFor(() => expect(counters()).toEqual([]));
  });

  test('of a check that throws are problems, never wrong answers', async () => {
    await using stage = await scene('broken');
    await expect(stage.session.checkNow('broken')).rejects.toMatchObject({ code: 'check-failed-to-look' });
    expect(taskOf(stage.session, 'broken')).toEqual({ task: 'check', passed: false, problem: 'check-failed-to-look' });
    expect(await verdictRows(stage)).toEqual([]);
  });

  test('are a problem while the observer cannot look, and come again when it can', async () => {
    await using stage = await scene('one');
    stage.sandbox.failures.observe = new SandboxError('sandbox/observer-failed', 'no answer');
    await expect(stage.session.checkNow('one')).rejects.toMatchObject({ code: 'sandbox/observer-failed' });
    expect(taskOf(stage.session, 'one')).toMatchObject({ problem: 'sandbox/observer-failed' });
    stage.sandbox.failures = {};
    await stage.session.checkNow('one');
    expect(taskOf(stage.session, 'one')).toEqual({ task: 'check', passed: false, verdict: expect.anything() });
  });

  test('come again by themselves when the observer can look again, though nothing changes', async () => {
    await using stage = await scene('one');
    stage.sandbox.failures.observe = new SandboxError('sandbox/observer-failed', 'no answer');
    using _ = openPage(stage.session);
    await settled(stage.session, () => taskOf(stage.session, 'one')?.problem === 'sandbox/observer-failed');
    stage.sandbox.failures = {};
    await vi.waitFor(() => {
      stage.bench.clock.advance(3000);
      expect(taskOf(stage.session, 'one')?.verdict).toBeDefined();
    });
    expect(taskOf(stage.session, 'one')?.problem).toBeUndefined();
  });

  test('on an answer compare it with this very machine', async () => {
    await using stage = await scene('asked');
    stage.sandbox.run(2);
    expect(await stage.session.answer('asked', '1')).toMatchObject({ reason: 'not-that-many' });
    expect(await stage.session.answer('asked', '2')).toMatchObject({ status: 'passed' });
    expect(taskOf(stage.session, 'asked', 'question')).toMatchObject({ passed: true, answer: '2' });
    expect(stage.session.view.steps.find(({ id }) => id === 'asked')?.passed).toBe(false);
    expect(await verdictRows(stage)).toEqual([
      { step: 'asked', task: 'question', cause: 'answer', answer: '1' },
      { step: 'asked', task: 'question', cause: 'answer', answer: '2' },
    ]);
  });

  test('on an answer to a step that asks nothing are refused', async () => {
    await using stage = await scene('one');
    await expect(stage.session.answer('one', '1')).rejects.toMatchObject({ code: 'no-question' });
  });

  test('are refused without a machine', async () => {
    await using stage = await scene('one');
    await stage.session.end();
    await expect(stage.session.checkNow('one')).rejects.toMatchObject({ code: 'session-ended' });
  });

  test('of a machine that is no more are forgotten, except for what has passed', async () => {
    await using stage = await scene('one');
    await stage.session.checkNow('one');
    stage.sandbox.run(1);
    await stage.session.openStep('asked');
    await stage.session.checkNow('asked');
    await stage.session.freshMachine();
    expect(taskOf(stage.session, 'one')).toEqual({ task: 'check', passed: false });
    expect(taskOf(stage.session, 'asked')).toMatchObject({ passed: true });
  });
});

describe('Watching a machine', () => {
  test('ends when the check has passed, unless a page shows the machine', async () => {
    await using stage = await scene('one');
    using _ = openPage(stage.session);
    stage.sandbox.run(1);
    await settled(stage.session, () => taskOf(stage.session, 'one')?.passed === true);
    await vi.waitFor(() => expect(stage.sandbox.followers.size).toBe(0));
    {
      using _map = openPage(stage.session, { observations: true });
      expect(stage.sandbox.followers.size).toBe(1);
    }
    expect(stage.sandbox.followers.size).toBe(0);
  });
});

describe('Session events', () => {
  test('carry observations only to pages that want them', async () => {
    await using stage = await scene('one');
    using plain = openPage(stage.session);
    using map = openPage(stage.session, { observations: true });
    stage.sandbox.run(1);
    await vi.waitFor(() => expect(map.events.some(({ type }) => type === 'observation')).toBe(true));
    expect(plain.events.every(({ type }) => type === 'session')).toBe(true);
  });

  test('tell with an observation what the open step looks at, also after another step was opened', async () => {
    await using stage = await scene('one');
    using map = openPage(stage.session, { observations: true });
    const last = () => map.events.findLast((event) => event.type === 'observation');
    stage.sandbox.run(2);
    await vi.waitFor(() => expect(last()?.subject).toEqual(['c0', 'c1']));
    await stage.session.openStep('laid');
    await vi.waitFor(() => expect(last()?.subject).toBeUndefined());
  });

  test('leave the subject out where the check breaks over it', async () => {
    await using stage = await scene('broken');
    using map = openPage(stage.session, { observations: true });
    await vi.waitFor(() => expect(map.events.some(({ type }) => type === 'observation')).toBe(true));
    expect(map.events.find((event) => event.type === 'observation')?.subject).toBeUndefined();
  });

  test('have ids that grow, and are not repeated to a page that has seen the last', async () => {
    await using stage = await scene('one');
    using page = openPage(stage.session);
    await settled(stage.session, () => taskOf(stage.session, 'one')?.verdict !== undefined);
    expect(page.ids).toEqual(page.ids.toSorted((a, b) => a - b));
    using again = openPage(stage.session, { lastEventId: page.ids.at(-1) ?? 0 });
    expect(again.events).toEqual([]);
    using late = openPage(stage.session, { lastEventId: page.ids[0] ?? 0 });
    expect(late.events).toHaveLength(1);
  });
});
