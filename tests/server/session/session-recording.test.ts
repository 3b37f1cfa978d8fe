import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sessionRecording } from '../../../server/session/session-recording.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { MemorySandbox } from '../../support/memory-sandbox.ts';
import { RecordingBench, SESSION } from '../recording/recording-bench.ts';

test('A learner who thinks again while recording is being turned gets what they said last', async () => {
  await using bench = new RecordingBench();
  const store = await openStore(join(bench.folder, 'vethlab.sqlite'));
  await using _ = { [Symbol.asyncDispose]: () => store.destroy() };
  const { recorder } = bench;
  const parts = { recorder, store, row: { id: SESSION, is_recorded: 1 }, onChange: () => undefined };
  const recording = sessionRecording(parts);
  const sandbox = new MemorySandbox();
  const exec = sandbox.exec.bind(sandbox);
  // The machine takes longer than the store.
  sandbox.exec = async (...asked) => {
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    return exec(...asked);
  };
  recorder.history?.follow(SESSION, sandbox);
  await Promise.all([recording.choose(false), recording.choose(true)]);
  expect([recording.view().recorded, recorder.isOn(SESSION)]).toEqual([true, true]);
  await recording.choose(false);
  await Promise.all([recording.choose(true), recording.choose(false)]);
  expect([recording.view().recorded, recorder.isOn(SESSION)]).toEqual([false, false]);
});
