import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteLog } from '../../../server/terminal/byte-log.ts';

describe('ByteLog', () => {
  test('gives back any stretch that has not been dropped, whatever was appended and dropped', () => {
    const step = fc.oneof(
      fc.record({ append: fc.integer({ min: 0, max: 30_000 }) }),
      fc.record({ drop: fc.float({ min: 0, max: 1, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.array(step, { maxLength: 30 }), (start, steps) => {
        const log = new ByteLog(start);
        const model: number[] = [];
        for (const action of steps) {
          if ('append' in action) {
            const chunk = Uint8Array.from({ length: action.append }, (_, index) => (model.length + index) % 251);
            log.append(chunk);
            for (const byte of chunk) model.push(byte);
          } else {
            log.dropBefore(log.start + Math.floor(action.drop * (log.end - log.start)));
          }
          expect(log.end).toBe(start + model.length);
          expect(log.copy(log.start, log.end).equals(Uint8Array.from(model.slice(log.start - start)))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
