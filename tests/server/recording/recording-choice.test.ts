import { describe, expect, test } from 'vitest';
import { markLabel } from '../../../server/protocol/cast.ts';
import { MemorySandbox } from '../../support/memory-sandbox.ts';
import { observationOf } from '../../support/observations.ts';
import { marks, printed, RecordingBench, SESSION, SIZE } from './recording-bench.ts';

const HOST = '/root/.bash_history';
const machine = { sessionId: SESSION, sandboxId: 'machine' };
const bytes = (text: string) => Buffer.from(text);

describe('A learner who wants nothing to be recorded', () => {
  test('finds nothing of what was printed meanwhile, and is told where it is missing', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(bytes('before '));
    await bench.recorder.turn(SESSION, false);
    tape.output(bytes('secret \x1b[31m'));
    bench.recorder.mark(SESSION, { kind: 'passed', step: 'docker0', task: 'check' });
    await bench.recorder.turn(SESSION, true);
    tape.output(bytes('after'));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('before \x18\x1b[0m\r\nafter');
    expect(marks(cast)).toEqual(['recording off', 'recording on']);
    expect(bench.raw()).not.toContain('secret');
  });

  test('finds nothing of it either where the shell repeats it to the next process', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(bytes('before '));
    await bench.recorder.turn(SESSION, false);
    tape.output(bytes('secret '));
    await bench.restart();
    bench.recorder.begin(SESSION, false);
    const next = bench.tape();
    next.begin(0, SIZE);
    next.output(bytes('before secret and more '));
    await bench.recorder.turn(SESSION, true);
    next.output(bytes('after'));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('before \x18\x1b[0m\r\nafter');
  });

  test('is not filmed, and the film goes on with how the machine is then, at the step that is open then', async () => {
    await using bench = new RecordingBench();
    bench.recorder.mark(SESSION, { kind: 'step', step: 'docker0' });
    bench.recorder.shoot(machine, observationOf(1));
    bench.clock.advance(2000);
    await bench.recorder.turn(SESSION, false);
    bench.recorder.mark(SESSION, { kind: 'step', step: 'pair' });
    bench.recorder.shoot(machine, observationOf(2));
    bench.clock.advance(2000);
    await bench.recorder.turn(SESSION, true);
    bench.recorder.shoot(machine, observationOf(3));
    const film = await bench.film();
    expect(film.shots.map(({ seen }) => seen)).toEqual([observationOf(1), observationOf(3)]);
    expect(film.marks.map(({ mark }) => markLabel(mark))).toEqual(['step docker0', 'recording off', 'recording on', 'step pair']);
  });

  test('takes along to the next machine what was entered before and after, and nothing from between', async () => {
    await using bench = new RecordingBench();
    const { history } = bench.recorder;
    const sandbox = new MemorySandbox();
    const enter = (line: string) => sandbox.files.set(HOST, `${sandbox.files.get(HOST) ?? ''}${line}\n`);
    history?.follow(SESSION, sandbox);
    enter('brctl show');
    await bench.recorder.turn(SESSION, false);
    enter('echo secret');
    await history?.keep(SESSION);
    await bench.recorder.turn(SESSION, true);
    enter('ip link');
    await history?.leave(SESSION);
    const next = new MemorySandbox();
    await history?.give(SESSION, next);
    expect(next.files.get(HOST)).toBe('brctl show\nip link\n');
  });

  test('can erase what was recorded before, and it stays off', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    bench.recorder.mark(SESSION, { kind: 'step', step: 'docker0' });
    tape.begin(0, SIZE);
    tape.output(bytes('before '));
    bench.recorder.shoot(machine, observationOf(1));
    bench.clock.advance(2000);
    await bench.recorder.turn(SESSION, false);
    await bench.erase(true);
    tape.output(bytes('secret '));
    expect((await bench.shelf.film(SESSION)) === undefined).toBe(true);
    const cast = await bench.cast();
    expect([printed(cast), marks(cast)]).toEqual(['', []]);
  });
});
