import { expect, test } from 'vitest';
import { UNWATCHED_BYTES_PER_SECOND, UnwatchedPace } from '../../../server/terminal/unwatched-pace.ts';
import { ManualClock } from '../../support/manual-clock.ts';

test('UnwatchedPace lets a shell print its share each second', () => {
  const clock = new ManualClock();
  let isHeld = false;
  using pace = new UnwatchedPace(clock, (isOn) => {
    isHeld = isOn;
  });
  pace.spend(UNWATCHED_BYTES_PER_SECOND);
  expect(isHeld).toBe(false);
  pace.spend(1);
  expect(isHeld).toBe(true);
  clock.advance(1000);
  expect(isHeld).toBe(false);
  pace.spend(UNWATCHED_BYTES_PER_SECOND + 1);
  pace.end();
  expect(isHeld).toBe(false);
  expect(clock.pendingTimers).toBe(0);
});
