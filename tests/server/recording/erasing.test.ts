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

  test('leaves no picture of a machine that has ended', async () => {
    await using bench = new RecordingBench();
    bench.recorder.shoot({ sessionId: SESSION, sandboxId: 'machine' }, observationOf(1));
    bench.clock.advance(2000);
    const used = await bench.recorder.erase(SESSION, false);
    await bench.shelf.erase(SESSION, { isUsed: (path) => used.has(path), livesOn: false, now: 0 });
    expect((await bench.film()).shots).toEqual([]);
  });
});
