import { appendFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Observation } from '../../../sandbox/observation.ts';
import { markLabel } from '../../../server/protocol/cast.ts';
import type { Film } from '../../../server/protocol/film.ts';
import { type Scene, scene } from '../../labs/scenes.ts';
import { observationOf } from '../../support/observations.ts';
import { RecordingBench, SESSION } from './recording-bench.ts';

const of = (sandboxId = 'machine') => ({ sessionId: SESSION, sandboxId });
const seen = ({ shots }: Film) => shots.map((shot) => shot.seen);
const marks = (film: Film) => film.marks.map(({ mark }) => markLabel(mark));

/** The same machine, with so many packets. */
function counted(observation: Observation, packets: number): Observation {
  const counters = { rxPackets: packets, rxBytes: packets * 60, txPackets: 0, txBytes: 0 };
  const namespaces = observation.namespaces.map((each) => ({
    ...each,
    links: each.links.map((link) => ({ ...link, counters })),
  }));
  return { ...observation, sequence: observation.sequence + packets, namespaces };
}

/** Shows the recorder a machine, and waits until it is kept. */
function shoot({ recorder, clock }: RecordingBench, observation: Observation, sandboxId?: string): void {
  recorder.shoot(of(sandboxId), observation);
  clock.advance(2000);
}

describe('A film of a machine', () => {
  test('keeps each change, in full and in time', async () => {
    await using bench = new RecordingBench();
    const began = bench.clock.now();
    const scenes: Scene[] = ['fresh-machine', 'nginx-default-bridge', 'veth-down', 'dockerd-killed', 'fresh-machine'];
    const shown = scenes.map((name) => scene(name));
    for (const observation of shown) shoot(bench, observation);
    const film = await bench.film();
    expect(seen(film)).toEqual(shown);
    expect(film.shots.map(({ at }) => at - began)).toEqual([0, 2000, 4000, 6000, 8000]);
  });

  test('takes what comes together for one look, the newest, and nothing twice', async () => {
    await using bench = new RecordingBench();
    for (let containers = 0; containers < 5; containers += 1) bench.recorder.shoot(of(), observationOf(containers));
    shoot(bench, observationOf(5));
    shoot(bench, observationOf(5));
    expect(seen(await bench.film())).toEqual([observationOf(5)]);
  });

  test('keeps packets that pass now and then, and changes at once', async () => {
    await using bench = new RecordingBench();
    const machine = scene('nginx-default-bridge');
    shoot(bench, machine);
    for (let packets = 1; packets <= 40; packets += 1) {
      bench.recorder.shoot(of(), counted(machine, packets));
      bench.clock.advance(250);
    }
    bench.recorder.shoot(of(), scene('veth-down'));
    bench.clock.advance(250);
    const film = await bench.film();
    expect(film.shots.length).toBeGreaterThan(4);
    expect(film.shots.length).toBeLessThan(9);
    expect(seen(film).at(-1)).toEqual(scene('veth-down'));
  });

  test('marks the step in front of the learner, verdicts, and another machine', async () => {
    await using bench = new RecordingBench();
    bench.recorder.mark(SESSION, { kind: 'step', step: 'docker0' });
    shoot(bench, observationOf(1));
    bench.recorder.mark(SESSION, { kind: 'failed', step: 'docker0', task: 'question' });
    bench.recorder.mark(SESSION, { kind: 'passed', step: 'docker0', task: 'check' });
    shoot(bench, observationOf(0), 'another');
    expect(marks(await bench.film())).toEqual([
      'step docker0',
      'failed docker0 question',
      'passed docker0 check',
      'fresh machine',
    ]);
  });

  test('goes on over a restart, past a line that a crash cut in two', async () => {
    await using bench = new RecordingBench();
    shoot(bench, observationOf(1));
    await bench.restart();
    appendFileSync(join(bench.folder, SESSION, 'machine.film'), '[17,"d",["k",[["docker"');
    shoot(bench, observationOf(2));
    shoot(bench, observationOf(3));
    expect(seen(await bench.film())).toEqual([observationOf(1), observationOf(2), observationOf(3)]);
  });

  test('stays within its room, says once that it is full, and still marks verdicts', async () => {
    const limitBytes = 20_000;
    await using bench = new RecordingBench(limitBytes);
    for (let containers = 0; containers < 400; containers += 1) shoot(bench, observationOf(containers % 37));
    bench.recorder.mark(SESSION, { kind: 'passed', step: 'one', task: 'check' });
    const film = await bench.film();
    expect(statSync(join(bench.folder, SESSION, 'machine.film')).size).toBeLessThan(limitBytes + 200);
    expect(marks(film)).toEqual(['recording full', 'passed one check']);
    expect(film.shots.length).toBeGreaterThan(10);
  });

  test('is tried again after a while where the disk took nothing', async () => {
    await using bench = new RecordingBench();
    const folder = join(bench.folder, SESSION);
    writeFileSync(folder, 'no folder');
    const said = vi.spyOn(bench.log, 'warn');
    shoot(bench, observationOf(1));
    await vi.waitFor(() => expect(said).toHaveBeenCalledTimes(1));
    bench.clock.advance(5 * 60_000);
    expect(bench.recorder.isRecording(SESSION)).toBe(false);
    // All that was left to write has failed.
    await bench.recorder.erase(SESSION, false);
    rmSync(folder);
    shoot(bench, observationOf(2));
    expect(seen(await bench.film())).toEqual([observationOf(2)]);
  });

  test('is short: what did not change is not written again', async () => {
    await using bench = new RecordingBench();
    const machine = scene('two-containers-after-ping');
    shoot(bench, machine);
    const { size } = statSync(join(bench.folder, SESSION, 'machine.film'), { throwIfNoEntry: false }) ?? { size: 0 };
    for (let packets = 1; packets <= 20; packets += 1) shoot(bench, counted(machine, packets));
    await bench.restart();
    const grown = statSync(join(bench.folder, SESSION, 'machine.film')).size - size;
    expect(grown).toBeLessThan(JSON.stringify(machine).length * 6);
  });

  test('is erased, and goes on with how the machine is now', async () => {
    await using bench = new RecordingBench();
    bench.recorder.mark(SESSION, { kind: 'step', step: 'docker0' });
    shoot(bench, observationOf(1));
    shoot(bench, observationOf(2));
    await bench.recorder.erase(SESSION, true);
    shoot(bench, observationOf(3));
    const film = await bench.film();
    expect(seen(film)).toEqual([observationOf(2), observationOf(3)]);
    expect(marks(film)).toEqual(['step docker0']);
  });
});
