import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ForecastFacts, queueSpans } from '../../../server/pool/forecast.ts';

const MINUTE = 60_000;
const NOW = 1_700_000_000_000;
const full: ForecastFacts = {
  now: NOW,
  boot: { fromMs: 1000, toMs: 2000 },
  booting: [],
  maxBoots: 2,
  room: 0,
  outlooks: [],
  freed: [],
};

function minutes(span: { from: number; to: number } | undefined): [number, number] | undefined {
  return span && [Math.round((span.from - NOW) / MINUTE), Math.round((span.to - NOW) / MINUTE)];
}

describe('queueSpans', () => {
  test('says nothing while learners sit at every machine and none has ended yet', () => {
    const outlooks = [{ endsAt: NOW + 200 * MINUTE, isAway: false }];
    expect(queueSpans(2, { ...full, outlooks })).toEqual([undefined, undefined]);
  });

  test('goes by when the machines of those who are away end, in the order in which they end', () => {
    const outlooks = [12, 5, 90].map((minute) => ({ endsAt: NOW + minute * MINUTE, isAway: minute !== 90 }));
    expect(queueSpans(3, { ...full, outlooks }).map(minutes)).toEqual([[0, 5], [0, 12], undefined]);
  });

  test('goes by how often machines ended lately, more vaguely the longer the queue', () => {
    const freed = [8, 6, 4, 2].map((minute) => NOW - minute * MINUTE);
    expect(queueSpans(4, { ...full, freed }).map(minutes)).toEqual([
      [0, 4],
      [1, 7],
      [3, 9],
      [4, 12],
    ]);
  });

  test('does not take two departures for a rhythm', () => {
    expect(queueSpans(1, { ...full, freed: [NOW - 2 * MINUTE, NOW - MINUTE] })).toEqual([undefined]);
  });

  test('takes the earlier of the two where both are known', () => {
    const freed = [30, 20, 10].map((minute) => NOW - minute * MINUTE);
    const outlooks = [{ endsAt: NOW + 3 * MINUTE, isAway: true }];
    expect(queueSpans(1, { ...full, freed, outlooks }).map(minutes)).toEqual([[0, 3]]);
  });

  test('counts the starts that go before when there is room', () => {
    const busy = { ...full, room: 10, booting: [NOW - 500, NOW] };
    expect(queueSpans(3, busy)).toEqual([
      { from: NOW + 1500, to: NOW + 3500 },
      { from: NOW + 2000, to: NOW + 4000 },
      { from: NOW + 2500, to: NOW + 5500 },
    ]);
  });

  test('knows nothing of starts before one has been measured', () => {
    expect(queueSpans(1, { ...full, boot: undefined, room: 1 })).toEqual([undefined]);
  });

  test('never promises a later place sooner than an earlier one, nor an end before its beginning', () => {
    const facts = fc.record({
      boot: fc.constant({ fromMs: 700, toMs: 3000 }),
      booting: fc.array(fc.integer({ min: NOW - 5000, max: NOW }), { maxLength: 2 }),
      maxBoots: fc.integer({ min: 2, max: 3 }),
      room: fc.nat(5),
      outlooks: fc.array(fc.record({ endsAt: fc.integer({ min: NOW - 1, max: NOW + 1e7 }), isAway: fc.boolean() })),
      freed: fc.array(fc.integer({ min: NOW - 1e6, max: NOW })).map((times) => times.toSorted((a, b) => a - b)),
    });
    fc.assert(
      fc.property(facts, fc.nat(12), (known, places) => {
        const spans = queueSpans(places, { now: NOW, ...known });
        for (const [index, span] of spans.entries()) {
          if (span === undefined) continue;
          expect(span.to).toBeGreaterThanOrEqual(span.from);
          expect(span.from).toBeGreaterThanOrEqual(NOW);
          expect(span.to).toBeGreaterThanOrEqual(spans[index - 1]?.to ?? NOW);
        }
      }),
    );
  });
});
