import { describe, expect, test } from 'vitest';
import { marks, printed, RecordingBench, SIZE } from './recording-bench.ts';

describe('A tape', () => {
  test('loses nothing of what comes while its file is being opened', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(Buffer.from('first '));
    bench.clock.advance(250);
    tape.output(Buffer.from('and then much more than the first'));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('first and then much more than the first');
    expect(marks(cast)).toEqual([]);
  });
});
