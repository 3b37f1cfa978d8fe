import { describe, expect, test, vi } from 'vitest';
import { sandboxOf, taskOf } from '../../support/session-facts.ts';
import { settled, Workbench } from '../../support/workbench.ts';

describe('Session steps', () => {
  test('lay their setup once on each machine', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await Promise.all([session.openStep('laid'), session.openStep('laid')]);
    await session.openStep('one');
    await session.openStep('laid');
    expect(sandboxOf(bench).setups).toEqual(['lay the fault']);
  });

  test('lay their setup again when they are reset', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openStep('laid');
    await session.resetStep('laid');
    expect(sandboxOf(bench).setups).toEqual(['lay the fault', 'lay the fault']);
  });

  test('are laid once for all who reset them at the same time', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await session.openStep('laid');
    await Promise.all([1, 2, 3, 4, 5].map(() => session.resetStep('laid')));
    expect(sandboxOf(bench).setups).toEqual(['lay the fault', 'lay the fault']);
  });

  test('are told in views of which a page knows the newer, also within one millisecond', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const before = session.view;
    await session.openStep('one');
    expect(bench.clock.now()).toBeLessThanOrEqual(before.now);
    expect(session.view.now).toBeGreaterThan(before.now);
  });

  test('are judged against the machine as they found it', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    sandboxOf(bench).run(2);
    await session.openStep('laid');
    expect(await session.checkNow('laid')).toMatchObject({ status: 'failed', reason: 'too-few' });
    sandboxOf(bench).run(3);
    expect(await session.checkNow('laid')).toMatchObject({ status: 'passed' });
  });

  test('say that their setup failed, and can be opened again', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    sandboxOf(bench).exitCode = 3;
    await expect(session.openStep('laid')).rejects.toMatchObject({ code: 'setup-failed' });
    expect(taskOf(session, 'laid')).toEqual({ task: 'check', passed: false, problem: 'setup-failed' });
    sandboxOf(bench).exitCode = 0;
    await session.openStep('laid');
    await session.checkNow('laid');
    expect(taskOf(session, 'laid')?.problem).toBeUndefined();
  });

  test('can be opened without a machine, and are laid on the next one', async () => {
    await using bench = await Workbench.open();
    bench.driver.held = true;
    const session = await bench.sessions.start('ann', 'containers');
    await session.openStep('laid');
    expect(session.view).toMatchObject({ step: 'laid', machine: { state: 'starting' } });
    bench.driver.bootNext();
    await settled(session, ({ machine }) => machine.state === 'ready');
    await vi.waitFor(() => expect(sandboxOf(bench).setups).toEqual(['lay the fault']));
  });

  test('that could not be stored as opened are opened the next time', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    const { schema } = bench.store;
    const opened = () => session.view.steps.filter((step) => step.opened).map(({ id }) => id);
    const before = { step: session.view.step, opened: opened() };
    await schema.alterTable('steps').renameTo('gone').execute();
    await expect(session.openStep('laid')).rejects.toThrow('steps');
    expect({ step: session.view.step, opened: opened() }).toEqual(before);
    await schema.alterTable('gone').renameTo('steps').execute();
    await session.openStep('laid');
    expect(opened()).toContain('laid');
    expect(await bench.store.selectFrom('steps').select('step').where('step', '=', 'laid').execute()).toHaveLength(1);
  });

  test('that nobody knows are refused', async () => {
    await using bench = await Workbench.open();
    const session = await bench.learner();
    await expect(session.openStep('nowhere')).rejects.toMatchObject({ code: 'no-such-step' });
    await expect(session.checkNow('nowhere')).rejects.toMatchObject({ code: 'no-such-step' });
  });
});
