import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Delivery, FrameOutbox } from '../../../app/_terminal/frame-outbox.ts';
import type { FrameBatch } from '../../../server/protocol/http-transport.ts';

/** An outbox whose batches a test answers by hand. */
function outbox() {
  const batches: FrameBatch[] = [];
  const answers: ((delivery: Delivery) => void)[] = [];
  const onBroken = vi.fn();
  const box = new FrameOutbox({
    deliver(batch) {
      batches.push(batch);
      return new Promise((resolve) => answers.push(resolve));
    },
    onBroken,
  });
  const answer = async (delivery: Delivery) => {
    answers.shift()?.(delivery);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { box, batches, answer, onBroken };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('FrameOutbox', () => {
  test('sends one batch at a time, and what gathers meanwhile with the next', async () => {
    const { box, batches, answer } = outbox();
    for (const text of ['a', 'b']) box.add({ text });
    await vi.advanceTimersByTimeAsync(0);
    for (const text of ['c', 'd']) box.add({ text });
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual([{ first: 0, frames: [{ text: 'a' }, { text: 'b' }] }]);
    await answer('taken');
    expect(batches[1]).toEqual({ first: 2, frames: [{ text: 'c' }, { text: 'd' }] });
  });

  test('sends the same batch again until it is taken', async () => {
    const { box, batches, answer, onBroken } = outbox();
    box.add({ text: 'a' });
    await vi.advanceTimersByTimeAsync(0);
    await answer('lost');
    box.add({ text: 'b' });
    await vi.advanceTimersByTimeAsync(100);
    await answer('taken');
    const first = { first: 0, frames: [{ text: 'a' }] };
    expect(batches).toEqual([first, first, { first: 1, frames: [{ text: 'b' }] }]);
    expect(onBroken).not.toHaveBeenCalled();
  });

  test.each([
    ['is refused', ['refused']],
    ['gets lost again and again', ['lost', 'lost', 'lost', 'lost', 'lost', 'lost', 'lost']],
  ] as const)('counts as broken when a batch %s', async (_, deliveries) => {
    const { box, batches, answer, onBroken } = outbox();
    box.add({ text: 'a' });
    await vi.advanceTimersByTimeAsync(0);
    for (const delivery of deliveries) {
      await answer(delivery);
      await vi.advanceTimersByTimeAsync(5000);
    }
    expect(onBroken).toHaveBeenCalledOnce();
    expect(batches).toHaveLength(deliveries.length);
  });

  test('splits what is too much for one batch', async () => {
    const { box, batches, answer } = outbox();
    for (let frame = 0; frame < 5; frame += 1) box.add({ base64: 'x'.repeat(44_000) });
    await vi.advanceTimersByTimeAsync(0);
    await answer('taken');
    expect(batches.map(({ first, frames }) => [first, frames.length])).toEqual([
      [0, 3],
      [3, 2],
    ]);
  });

  test('shows that the page is there by an empty batch, if nothing else does', async () => {
    const { box, batches, answer } = outbox();
    box.giveSign();
    await vi.advanceTimersByTimeAsync(0);
    await answer('taken');
    expect(batches).toEqual([{ first: 0, frames: [] }]);
  });

  test('is quiet once it is stopped', async () => {
    const { box, batches, answer, onBroken } = outbox();
    box.add({ text: 'a' });
    await vi.advanceTimersByTimeAsync(0);
    box.stop();
    await answer('lost');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches).toHaveLength(1);
    expect(onBroken).not.toHaveBeenCalled();
  });
});
