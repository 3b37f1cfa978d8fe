import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sessionReplay } from '../../../app/_replay/session-replay.ts';
import { sharedTime } from '../../../app/_replay/shared-time.ts';
import { type Cast, type CastEvent, markLabel } from '../../../server/protocol/cast.ts';
import { type Film, readFilm } from '../../../server/protocol/film.ts';

const NO_FILM: Film = { shots: [], marks: [] };

function cast(timestamp: number, ...events: CastEvent[]): Cast {
  return { header: { version: 2, width: 80, height: 24, timestamp, idle_time_limit: 2, title: 'host', env: {} }, events };
}

function shot(at: number, isQuiet = false) {
  return { at, seen: { at }, isQuiet };
}

describe('The shared time of a session', () => {
  test('keeps the order of moments, and makes no pause longer than it may be', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000_000 }), { minLength: 1 }), (moments) => {
        const time = sharedTime(moments, 2);
        const placed = moments.toSorted((a, b) => a - b).map((moment) => time.of(moment));
        for (const [at, place] of placed.entries()) {
          const before = at === 0 ? 0 : (placed[at - 1] ?? 0);
          expect(place - before).toBeGreaterThanOrEqual(0);
          expect(place - before).toBeLessThanOrEqual(2.0001);
        }
        expect(time.of(Math.max(...moments))).toBe(time.seconds);
      }),
    );
  });
});

describe('The replay of a session', () => {
  test('has its terminals, its map and its marks on one time, without long pauses', () => {
    const host = cast(100, [0, 'o', 'a'], [3600, 'o', 'b']);
    const client = cast(101, [0, 'o', 'c']);
    const film: Film = { shots: [shot(100_500), shot(3_000_000)], marks: [{ at: 100_000, mark: { kind: 'step', step: 'one' } }] };
    const replay = sessionReplay(
      [
        { name: 'host', cast: host },
        { name: 'client', cast: client },
      ],
      film,
    );
    expect(replay.tracks.map(({ name, events }) => [name, events.map(([at]) => at)])).toEqual([
      ['host', [0, 5, 5]],
      ['client', [1, 5]],
    ]);
    expect(replay.shots.map(({ time }) => time)).toEqual([0.5, 3]);
    expect(replay.marks).toEqual([{ at: 0, mark: { kind: 'step', step: 'one' }, terminal: undefined }]);
    expect(replay).toMatchObject({ seconds: 5, startedAt: 100_000 });
  });

  test('does not last as long as packets pass: looks that only count them lie within a pause', () => {
    const film: Film = { shots: [shot(0), ...Array.from({ length: 1800 }, (_, at) => shot(at * 2000, true))], marks: [] };
    const { seconds, shots } = sessionReplay([{ name: 'host', cast: cast(0, [0, 'o', 'a'], [3600, 'o', 'b']) }], film);
    expect(seconds).toBe(2);
    expect(shots.every(({ time }) => time <= 2)).toBe(true);
  });

  test('marks a thing once, though each terminal and the film have marked it, and each time it happens', () => {
    const step = markLabel({ kind: 'step', step: 'one' });
    const failed = markLabel({ kind: 'failed', step: 'one', task: 'check' });
    const passed = markLabel({ kind: 'passed', step: 'one', task: 'check' });
    const events: CastEvent[] = [
      [0, 'm', step],
      [1, 'm', failed],
      [9, 'm', failed],
      [9.5, 'm', passed],
      [9.6, 'm', 'left out 2048 bytes'],
    ];
    const film = readFilm(`[3,"m","${step}"]\n[9501,"m","${passed}"]\n`);
    const { marks } = sessionReplay(
      [
        { name: 'host', cast: cast(0, ...events) },
        { name: 'client', cast: cast(0, [0.2, 'm', step], ...events.slice(1)) },
      ],
      film,
    );
    expect(marks.map(({ mark, terminal }) => [markLabel(mark), terminal])).toEqual([
      [step, undefined],
      [failed, undefined],
      [failed, undefined],
      [passed, undefined],
      ['left out 2048 bytes', 'host'],
      ['left out 2048 bytes', 'client'],
    ]);
  });

  test('lists no terminal that showed nothing, and nothing at all of nothing', () => {
    const empty = { name: 'host', cast: cast(0) };
    expect(sessionReplay([empty], NO_FILM)).toMatchObject({ seconds: 0, tracks: [], shots: [], marks: [] });
  });
});
