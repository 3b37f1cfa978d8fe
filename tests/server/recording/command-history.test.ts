import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { MemorySandbox } from '../../support/memory-sandbox.ts';
import { RecordingBench, SESSION } from './recording-bench.ts';

const HOST = '/root/.bash_history';
const CLIENT = '/root/.bash_history_client';

function historyOf({ recorder }: RecordingBench) {
  if (recorder.history === undefined) throw new Error('it is off');
  return recorder.history;
}

/** Ends a machine on which this was entered and gives what is left of it to the next. */
async function nextMachine(bench: RecordingBench, entered: Readonly<Record<string, string>>): Promise<MemorySandbox> {
  const before = new MemorySandbox();
  for (const [path, lines] of Object.entries(entered)) before.files.set(path, lines);
  historyOf(bench).follow(SESSION, before);
  await historyOf(bench).leave(SESSION);
  await bench.restart();
  const next = new MemorySandbox();
  await historyOf(bench).give(SESSION, next);
  return next;
}

describe('What was entered at the shells of a machine', () => {
  test('is there on the next, each computer its own, after a restart of the server too', async () => {
    await using bench = new RecordingBench();
    const next = await nextMachine(bench, { [HOST]: 'brctl show\nbrctl show\nip link\n', [CLIENT]: 'curl 192.168.0.10\n' });
    expect(Object.fromEntries(next.files)).toEqual({ [HOST]: 'brctl show\nip link\n', [CLIENT]: 'curl 192.168.0.10\n' });
  });

  test('is short, of whole lines and plain text', async () => {
    await using bench = new RecordingBench();
    const lines = Array.from({ length: 5000 }, (_, line) => `echo ${line} \x1b]0;title\x07`).join('\n');
    const next = await nextMachine(bench, { [HOST]: `${lines}\n` });
    const kept = next.files.get(HOST)?.trimEnd().split('\n') ?? [];
    expect(kept).toHaveLength(500);
    expect(kept.at(-1)).toBe('echo 4999 ]0;title');
  });

  test('lies beside the recording, for nobody else to read', async () => {
    await using bench = new RecordingBench();
    await nextMachine(bench, { [HOST]: 'ip link\n' });
    expect(statSync(join(bench.folder, SESSION, 'host.history')).mode & 0o777).toBe(0o600);
  });

  test('is kept when a task has passed, since a machine may be lost', async () => {
    await using bench = new RecordingBench();
    const machine = new MemorySandbox();
    machine.files.set(HOST, 'ip link\n');
    historyOf(bench).follow(SESSION, machine);
    bench.recorder.mark(SESSION, { kind: 'passed', step: 'docker0', task: 'check' });
    const path = join(bench.folder, SESSION, 'host.history');
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toBe('ip link\n'));
  });

  test('is erased with the recording, on the machine that lives on too', async () => {
    await using bench = new RecordingBench();
    const machine = new MemorySandbox();
    machine.files.set(HOST, 'curl -u me:secret example.org\n');
    historyOf(bench).follow(SESSION, machine);
    await historyOf(bench).keep(SESSION);
    const used = await bench.recorder.erase(SESSION, true);
    await bench.shelf.erase(SESSION, { isUsed: (path) => used.has(path), livesOn: true, now: 0 });
    await historyOf(bench).leave(SESSION);
    expect(existsSync(join(bench.folder, SESSION, 'host.history'))).toBe(false);
  });

  test('keeps no machine from ending that does not answer', async () => {
    await using bench = new RecordingBench();
    const machine = new MemorySandbox();
    machine.failures.exec = new Error('no answer');
    historyOf(bench).follow(SESSION, machine);
    await historyOf(bench).leave(SESSION);
    await historyOf(bench).give(SESSION, machine);
    expect(machine.files.size).toBe(0);
  });
});
