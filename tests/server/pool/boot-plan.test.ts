import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignments, nextStep, type PoolRules, type PoolState } from '../../../server/pool/boot-plan.ts';

const flavour = fc.constantFrom('a', 'b', 'c');
const state: fc.Arbitrary<PoolState> = fc
  .record({
    waiting: fc.array(flavour, { maxLength: 6 }),
    booting: fc.array(flavour, { maxLength: 3 }),
    spares: fc.dictionary(flavour, fc.nat(3)).map((counts) => new Map(Object.entries(counts))),
    taken: fc.nat(5),
  })
  .map(({ taken, ...rest }) => ({ ...rest, alive: taken + [...rest.spares.values()].reduce((sum, count) => sum + count, 0) }));
const rules: fc.Arbitrary<PoolRules> = fc.record({
  flavours: fc.uniqueArray(flavour),
  sparesPerFlavour: fc.nat(3),
  maxSandboxes: fc.integer({ min: 1, max: 12 }),
  maxBoots: fc.integer({ min: 1, max: 3 }),
  mayRefill: fc.boolean(),
  mayBoot: fc.boolean(),
});

describe('nextStep', () => {
  test('never goes over the limits of the pool', () => {
    fc.assert(
      fc.property(state, rules, (now, limit) => {
        const step = nextStep(now, limit);
        if (step?.kind !== 'boot') return;
        expect(now.booting.length).toBeLessThan(limit.maxBoots);
        expect(now.alive + now.booting.length).toBeLessThan(limit.maxSandboxes);
      }),
    );
  });

  test('boots for the first who waits and gets nothing of what is coming up', () => {
    fc.assert(
      fc.property(state, rules, (now, limit) => {
        const first = assignments(now).indexOf(undefined);
        const step = nextStep(now, limit);
        if (first >= 0 && step?.kind === 'boot') expect(step.flavour).toBe(now.waiting[first]);
      }),
    );
  });

  test('ends a spare only for somebody who waits without room', () => {
    fc.assert(
      fc.property(state, rules, (now, limit) => {
        if (nextStep(now, limit)?.kind !== 'evict') return;
        expect(assignments(now)).toContain(undefined);
        expect(now.alive + now.booting.length).toBeGreaterThanOrEqual(limit.maxSandboxes);
      }),
    );
  });

  test('comes to rest with everybody served and the spares full, when there is room', () => {
    fc.assert(
      fc.property(state, rules, (start, limit) => {
        const roomy = { ...limit, maxSandboxes: 1000, maxBoots: 1000, mayRefill: true, mayBoot: true };
        let now = start;
        for (let step = nextStep(now, roomy); step !== undefined; step = nextStep(now, roomy)) {
          now = { ...now, booting: [...now.booting, step.flavour] };
        }
        expect(assignments(now)).not.toContain(undefined);
        expect(now.booting.length).toBeLessThanOrEqual(start.booting.length + start.waiting.length + 9);
      }),
    );
  });
});

describe('assignments', () => {
  test('give each boot to one learner, first come first', () => {
    expect(assignments({ waiting: ['a', 'b', 'a', 'a'], booting: ['b', 'a', 'a'] })).toEqual([1, 0, 2, undefined]);
  });
});
