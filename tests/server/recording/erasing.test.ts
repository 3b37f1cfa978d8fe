import { describe, expect, test, vi } from 'vitest';
import { observationOf } from '../../support/observations.ts';
import { marks, printed, RecordingBench, SESSION, SIZE } from './recording-bench.ts';

const bytes = (text: string) => Buffer.from(text);

describe('Erasing a recording', () => {
  test('is done while it is being made; it goes on from there, over a restart too', async () => {
    await using bench = new RecordingBench();
    bench.recorder.mark(SESSION, { kind: 'step', step: 'docker0' });
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(bytes('secret '));
    bench.clock.advance(250);
    await vi.waitFor(() => expect(bench.raw()).toContain('secret'));
    tape.output(bytes('just now '));
    await bench.recorder.erase(SESSION, true);
    expect(bench.raw()).not.toMatch(/secret|just now/);
    expect(bench.raw()).toContain('"machine 16"');
    tape.output(bytes('after '));
    await bench.restart();
    // The shell's holder says its last once more to the process that comes next.
    const next = bench.tape();
    next.begin(0, SIZE);
    next.output(bytes('secret just now after and on'));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('after and on');
    expect(marks(cast)).toContain('step docker0');
  });

  test('gives its room back', async () => {
    await using bench = new RecordingBench(20_000);
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(bytes('x'.repeat(25_000)));
    bench.clock.advance(250);
    await vi.waitFor(() => expect(bench.raw()).toContain('recording full'));
    await bench.recorder.erase(SESSION, true);
    tape.output(bytes('room again'));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('room again');
    expect(marks(cast)).not.toContain('recording full');
  });

  test('gives the room of terminals back that are closed', async () => {
    await using bench = new RecordingBench(20_000);
    const [open, closed] = [bench.tape(), bench.tape('host-2')];
    open.begin(0, SIZE);
    closed.begin(0, SIZE);
    closed.output(bytes('x'.repeat(18_000)));
    bench.clock.advance(250);
    await vi.waitFor(() => expect(bench.raw('host-2')).toContain('xxx'));
    closed[Symbol.dispose]();
    await bench.erase(true);
    open.output(bytes('y'.repeat(15_000)));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('y'.repeat(15_000));
    expect(marks(cast)).not.toContain('recording full');
  });

  test.each([0, 10])('is not written into while it is being erased, %i turns after it began', async (turns) => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(bytes('before '));
    bench.clock.advance(250);
    await vi.waitFor(() => expect(bench.raw()).toContain('before'));
    tape.output(bytes('secret '));
    const erased = bench.recorder.erase(SESSION, true);
    tape.output(bytes('meanwhile '));
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    bench.clock.advance(250);
    await erased;
    await bench.restart();
    expect(bench.raw()).toMatch(/^\{"version"/);
    expect(bench.raw()).not.toContain('secret');
  });

  test('leaves no picture of a machine that has ended', async () => {
    await using bench = new RecordingBench();
    bench.recorder.shoot({ sessionId: SESSION, sandboxId: 'machine' }, observationOf(1));
    bench.clock.advance(2000);
    await bench.erase(false);
    expect((await bench.film()).shots).toEqual([]);
  });
});
