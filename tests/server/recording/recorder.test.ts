import { appendFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { marks, printed, RecordingBench, SESSION, SIZE } from './recording-bench.ts';

const bytes = (text: string) => Buffer.from(text);

describe('A recording', () => {
  test('is asciicast v2: header, output, sizes and marks with their times', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(bytes('$ '));
    bench.clock.advance(1500);
    tape.resized({ cols: 100, rows: 30 });
    bench.recorder.mark(SESSION, { kind: 'passed', step: 'docker0', task: 'check' });
    const { header, events } = await bench.cast();
    expect(header).toMatchObject({ version: 2, width: 80, height: 24, timestamp: 1_700_000_000, title: 'host' });
    expect(events).toEqual([
      [0, 'r', '80x24'],
      [0, 'o', '$ '],
      [1.5, 'r', '100x30'],
      [1.5, 'm', 'passed docker0 check'],
    ]);
  });

  test('is on the disk a moment later, for nobody else to read', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(bytes('hello'));
    bench.clock.advance(250);
    await vi.waitFor(() => expect(bench.raw()).toContain('hello'));
    expect(statSync(bench.path()).mode & 0o777).toBe(0o600);
    expect(statSync(`${bench.folder}/${SESSION}`).mode & 0o777).toBe(0o700);
  });

  test('keeps characters whole however the output is cut', async () => {
    const output = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(output, fc.array(fc.nat({ max: 200 }), { maxLength: 8 }), async (said, cuts) => {
        await using bench = new RecordingBench();
        const tape = bench.tape();
        tape.begin(0, SIZE);
        const all = bytes(said);
        const ends = [...cuts.map((cut) => Math.min(cut, all.length)), all.length].sort((a, b) => a - b);
        let from = 0;
        for (const end of ends) {
          tape.output(all.subarray(from, end));
          bench.clock.advance(20);
          from = end;
        }
        expect(printed(await bench.cast())).toBe(all.toString('utf8'));
      }),
      { numRuns: 40 },
    );
  });

  test('does not miss the prompt that a shell printed before anybody had it', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(40, SIZE);
    tape.output(bytes('$ '));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('$ ');
    expect(marks(cast)).toEqual([]);
    const late = bench.tape('client');
    late.begin(2 ** 20, SIZE);
    expect(marks(await bench.cast('client'))).toEqual(['left out 1048576 bytes']);
  });

  test('has a file for each terminal', async () => {
    await using bench = new RecordingBench();
    for (const name of ['host', 'client']) {
      const tape = bench.tape(name);
      tape.begin(0, SIZE);
      tape.output(bytes(name));
    }
    expect(printed(await bench.cast('host'))).toBe('host');
    expect(printed(await bench.cast('client'))).toBe('client');
    expect((await bench.shelf.list(SESSION)).map(({ name }) => name)).toEqual(['client', 'host']);
  });

  test('begins with the step that was open already, and does not repeat it', async () => {
    await using bench = new RecordingBench();
    bench.recorder.mark(SESSION, { kind: 'step', step: 'docker0' });
    bench.tape().begin(0, SIZE);
    bench.recorder.mark(SESSION, { kind: 'step', step: 'docker0' });
    bench.recorder.mark(SESSION, { kind: 'step', step: 'publish' });
    expect(marks(await bench.cast())).toEqual(['step docker0', 'step publish']);
  });
});

describe('After a restart of the server, a recording', () => {
  test('goes on without what the shell’s holder repeats', async () => {
    await using bench = new RecordingBench();
    const before = bench.tape();
    before.begin(0, SIZE);
    before.output(bytes('one '));
    before.output(bytes('two '));
    await bench.restart();
    bench.clock.advance(5000);
    const after = bench.tape();
    after.begin(2, SIZE);
    after.output(bytes('e two th'));
    after.output(bytes('ree'));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('one two three');
    expect(cast.events.at(-1)?.[0]).toBe(5);
  });

  test('loses nothing to a batch that was half written', async () => {
    await using bench = new RecordingBench();
    const before = bench.tape();
    before.begin(0, SIZE);
    before.output(bytes('whole '));
    await bench.restart();
    appendFileSync(bench.path(), '[1.0,"o","torn "]\n[1.1,"o","to');
    const after = bench.tape();
    after.begin(0, SIZE);
    after.output(bytes('whole torn apart'));
    expect(printed(await bench.cast())).toBe('whole torn apart');
  });

  test('says what was printed while nobody read', async () => {
    await using bench = new RecordingBench();
    const before = bench.tape();
    before.begin(0, SIZE);
    before.output(bytes('seen'));
    await bench.restart();
    const after = bench.tape();
    after.begin(3004, SIZE);
    after.output(Buffer.concat([Buffer.from([0x80, 0x80]), bytes('tail')]));
    const cast = await bench.cast();
    expect(marks(cast)).toEqual(['left out 3000 bytes']);
    expect(printed(cast)).toMatch(/^seen.*⋯ 3 KiB ⋯\r\ntail$/s);
  });

  test('goes on with a fresh machine on a clear screen', async () => {
    await using bench = new RecordingBench();
    const before = bench.tape('host', 'old');
    before.begin(0, SIZE);
    before.output(bytes('old'));
    await bench.restart();
    const after = bench.tape('host', 'new');
    after.begin(0, SIZE);
    after.output(bytes('new'));
    const cast = await bench.cast();
    expect(printed(cast)).toBe('old\x1bcnew');
    expect(marks(cast)).toEqual(['fresh machine']);
  });

  test('does not take a new shell for the one that ended', async () => {
    await using bench = new RecordingBench();
    const before = bench.tape();
    before.begin(0, SIZE);
    before.output(bytes('first shell'));
    before.ended();
    await bench.restart();
    const after = bench.tape();
    after.begin(0, SIZE);
    after.output(bytes('second'));
    expect(printed(await bench.cast())).toMatch(/^first shell.*second$/s);
  });

  test('waits for the tape before it to be written', async () => {
    await using bench = new RecordingBench();
    const first = bench.tape();
    first.begin(0, SIZE);
    first.output(bytes('one '));
    first[Symbol.dispose]();
    const second = bench.tape();
    second.begin(0, SIZE);
    second.output(bytes('one two'));
    expect(printed(await bench.cast())).toBe('one two');
  });
});

describe('A flood', () => {
  test('keeps its end, and says how much is missing', async () => {
    await using bench = new RecordingBench();
    const tape = bench.tape();
    tape.begin(0, SIZE);
    for (let line = 0; line < 200_000; line += 1) tape.output(bytes(`line ${line}\r\n`));
    const cast = await bench.cast();
    expect(printed(cast)).toMatch(/line 199999\r\n$/);
    expect(printed(cast)).toMatch(/⋯ [\d.]+ MiB ⋯/);
    expect(printed(cast).length).toBeLessThan(300 * 1024);
  });

  test('does not take the room of what comes later', async () => {
    await using bench = new RecordingBench(16 * 2 ** 20);
    const tape = bench.tape();
    tape.begin(0, SIZE);
    for (let second = 0; second < 60; second += 1) {
      tape.output(Buffer.alloc(2 ** 20, 'x'));
      bench.clock.advance(1000);
      await new Promise(setImmediate);
    }
    bench.clock.advance(20_000);
    tape.output(bytes('$ after'));
    const cast = await bench.cast();
    expect(printed(cast)).toMatch(/\$ after$/);
    expect(statSync(bench.path()).size).toBeLessThan(3 * 2 ** 20);
  });
});

describe('The room of a session', () => {
  test('ends its recordings, which say so and still mark steps', async () => {
    await using bench = new RecordingBench(40_000);
    const tape = bench.tape();
    tape.begin(0, SIZE);
    tape.output(Buffer.alloc(30_000, 'a'));
    bench.clock.advance(250);
    await vi.waitFor(() => expect(statSync(bench.path()).size).toBeGreaterThan(30_000));
    tape.output(Buffer.alloc(30_000, 'b'));
    bench.clock.advance(250);
    await vi.waitFor(() => expect(bench.raw()).toContain('recording full'));
    tape.output(bytes('more'));
    bench.recorder.mark(SESSION, { kind: 'step', step: 'mend' });
    const cast = await bench.cast();
    expect(printed(cast)).toBe('a'.repeat(30_000));
    expect(marks(cast)).toEqual(['recording full', 'step mend']);
  });

  test('counts all terminals, and what earlier processes have left', async () => {
    await using bench = new RecordingBench(40_000);
    bench.tape('host').output(Buffer.alloc(30_000, 'a'));
    await bench.restart();
    bench.tape('client').output(Buffer.alloc(30_000, 'b'));
    expect(printed(await bench.cast('client'))).toBe('');
  });
});

describe('Old recordings', () => {
  test('are removed with all of the session, unless it is being recorded', async () => {
    await using bench = new RecordingBench();
    bench.tape().output(bytes('old'));
    await bench.restart();
    await bench.shelf.sweep(Date.now() + 1000, () => true);
    expect(await bench.shelf.list(SESSION)).toHaveLength(1);
    await bench.shelf.sweep(Date.now() - 60_000, () => false);
    expect(await bench.shelf.list(SESSION)).toHaveLength(1);
    await bench.shelf.sweep(Date.now() + 1000, () => false);
    expect(await bench.shelf.list(SESSION)).toEqual([]);
  });
});
