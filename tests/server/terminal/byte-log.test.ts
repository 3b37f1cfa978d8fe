import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteLog } from '../../../server/terminal/byte-log.ts';

type Step = { readonly append: number } | { readonly drop: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ append: fc.integer({ min: 0, max: 30_000 }) }),
  fc.record({ drop: fc.float({ min: 0, max: 1, noNaN: true }) }),
);

/** Does the step to the log, and to an array that keeps everything. */
function take(action: Step, log: ByteLog, model: number[]): void {
  if ('drop' in action) {
    log.dropBefore(log.start + Math.floor(action.drop * (log.end - log.start)));
    return;
  }
  const chunk = Array.from({ length: action.append }, (_, index) => (model.length + index) % 251);
  log.append(Uint8Array.from(chunk));
  model.push(...chunk);
}

describe('ByteLog', () => {
  test('gives back any stretch that has not been dropped, whatever was appended and dropped', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.array(step, { maxLength: 30 }), (start, steps) => {
        const log = new ByteLog(start);
        const model: number[] = [];
        for (const action of steps) {
          take(action, log, model);
          expect(log.end).toBe(start + model.length);
          expect(log.copy(log.start, log.end).equals(Uint8Array.from(model.slice(log.start - start)))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
