import { describe, expect, test } from 'vitest';
import { SandboxError } from '../../../sandbox/errors.ts';
import type { StepProgress } from '../../../server/protocol/session-view.ts';
import type { Session } from '../../../server/session/session.ts';
import { sandboxOf } from '../../support/session-facts.ts';
import { openPage, settled, Workbench } from '../../support/workbench.ts';

const RUN = { machine: 'host', command: 'docker run -d --name web nginx' };
const PING = { machine: 'client', command: 'ping 192.168.0.10' };
const COUNT = { machine: 'host', command: 'docker ps -q | wc -l' };

function stepOf(session: Session, id: string): StepProgress | undefined {
  return session.view.steps.find((step) => step.id === id);
}

describe('A solution', () => {
  test('says the commands, and the answer on this very machine', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    expect(await session.study.reveal('one')).toEqual({ lines: [RUN, PING] });
    sandboxOf(bench).run(2);
    expect(await session.study.reveal('asked')).toMatchObject({ lines: [RUN, PING], question: { lines: [COUNT], answer: '2' } });
  });

  test('has no answer without a machine, or with one that cannot be looked at', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    sandboxOf(bench).failures.observe = new SandboxError('sandbox/observer-failed', 'no answer');
    expect(await session.study.reveal('asked')).toEqual({ lines: [RUN, PING], question: { lines: [COUNT] } });
    await session.end();
    expect(await session.study.reveal('asked')).toEqual({ lines: [RUN, PING], question: { lines: [COUNT] } });
  });

  test('that was seen stays seen: once, on a fresh machine, and after a crash', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    expect(stepOf(session, 'one')).not.toHaveProperty('revealed');
    await session.study.reveal('one');
    bench.clock.advance(1000);
    await session.study.reveal('one');
    expect(await bench.store.selectFrom('revealed_solutions').select(['step', 'revealed_at']).execute()).toEqual([
      { step: 'one', revealed_at: bench.clock.now() - 1000 },
    ]);
    await session.freshMachine();
    expect(stepOf(session, 'one')?.revealed).toBe(true);
    expect(stepOf(session, 'asked')).not.toHaveProperty('revealed');
    await bench.crash();
    await bench.start();
    expect(stepOf(await bench.sessions.open('ann', 'containers'), 'one')?.revealed).toBe(true);
  });

  test('that is looked at when the step is done is not held against anybody', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    sandboxOf(bench).run(1);
    await session.checkNow('one');
    await session.study.reveal('one');
    expect(stepOf(session, 'one')).toMatchObject({ passed: true });
    expect(stepOf(session, 'one')).not.toHaveProperty('revealed');
  });

  test('of a step that there is not is a problem', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await expect(session.study.reveal('nowhere')).rejects.toMatchObject({ code: 'no-such-step' });
  });
});

describe('A prediction', () => {
  const expected = (session: Session) => stepOf(session, 'one')?.predictions;
  const predict = (session: Session, choice: string) => session.study.predict('one', 'how-many', choice);

  test('is kept, may be changed, and is told to every page', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    using page = openPage(session);
    expect(expected(session)).toBeUndefined();
    await predict(session, 'none');
    await predict(session, 'unsure');
    expect(expected(session)).toEqual([{ id: 'how-many', choice: 'unsure' }]);
    const told = page.events.flatMap((event) => (event.type === 'session' ? (event.session.steps[0]?.predictions ?? []) : []));
    expect(told.map(({ choice }) => choice)).toEqual(['none', 'unsure']);
  });

  test('that could not be stored is as it was before', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const { schema } = bench.store;
    await schema.alterTable('predictions').renameTo('gone').execute();
    await expect(predict(session, 'none')).rejects.toThrow('predictions');
    expect(expected(session)).toBeUndefined();
    await schema.alterTable('gone').renameTo('predictions').execute();
    await predict(session, 'none');
    await schema.alterTable('predictions').renameTo('gone').execute();
    await expect(predict(session, 'unsure')).rejects.toThrow('predictions');
    expect(expected(session)).toEqual([{ id: 'how-many', choice: 'none' }]);
  });

  test('meets what comes on the machine, and both stay as they are', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openStep('one');
    using _ = openPage(session);
    await predict(session, 'none');
    sandboxOf(bench).run(1);
    await settled(session, () => expected(session)?.[0]?.outcome === 'one');
    await predict(session, 'one');
    sandboxOf(bench).run(3);
    await session.checkNow('one');
    expect(expected(session)).toEqual([{ id: 'how-many', choice: 'none', outcome: 'one' }]);
    await session.freshMachine();
    await bench.crash();
    await bench.start();
    expect(expected(await bench.sessions.open('ann', 'containers'))).toEqual([
      { id: 'how-many', choice: 'none', outcome: 'one' },
    ]);
  });

  test('meets it at once where it is there, and has passed, before anybody predicts', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openStep('one');
    sandboxOf(bench).run(2);
    await session.checkNow('one');
    using _ = openPage(session);
    expect(sandboxOf(bench).followers.size).toBe(0);
    await predict(session, 'many');
    await settled(session, () => expected(session)?.[0]?.outcome === 'many');
    expect(sandboxOf(bench).followers.size).toBe(0);
  });

  test('may be made without a machine, and waits for one', async () => {
    await using bench = await Workbench.open();
    const session = await bench.sessions.open('ann', 'containers');
    await predict(session, 'one');
    using _ = openPage(session);
    await session.start();
    await settled(session, ({ machine }) => machine.state === 'ready');
    await session.openStep('one');
    sandboxOf(bench).run(1);
    await settled(session, () => expected(session)?.[0]?.outcome === 'one');
  });

  test('that nobody asks for is refused', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await expect(predict(session, 'green')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(session.study.predict('one', 'what', 'one')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(session.study.predict('asked', 'how-many', 'one')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(session.study.predict('nowhere', 'how-many', 'one')).rejects.toMatchObject({ code: 'no-such-step' });
    expect(expected(session)).toBeUndefined();
  });
});
