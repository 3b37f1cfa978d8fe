import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SessionStream } from '../../../app/_session/session-stream.ts';
import { observationOf } from '../../support/observations.ts';
import { FakePage, sessionView } from './fake-page.ts';

let page: FakePage;
const listener = { onSession: vi.fn(), onObservation: vi.fn(), onLine: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  page = new FakePage();
});
afterEach(() => {
  page[Symbol.dispose]();
  vi.useRealTimers();
});

function breakLine(): void {
  page.source.onerror?.();
}

describe('SessionStream', () => {
  test('says when the line is live and when it is broken', () => {
    using _stream = new SessionStream('/events', listener);
    page.source.onopen?.();
    breakLine();
    expect(listener.onLine.mock.calls).toEqual([['live'], ['broken']]);
  });

  test('waits longer after each try that fails, and never longer than 15 s', () => {
    using _stream = new SessionStream('/events', listener);
    const waits: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const before = page.sources.length;
      const begin = Date.now();
      breakLine();
      while (page.sources.length === before) vi.advanceTimersByTime(50);
      waits.push(Date.now() - begin);
    }
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(waits[3]).toBeGreaterThan(waits[0] ?? 0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_000);
  });

  test('tries at once when the network is back or the page is looked at', () => {
    using _stream = new SessionStream('/events', listener);
    breakLine();
    page.window.dispatchEvent(new Event('online'));
    expect(page.sources).toHaveLength(2);
    breakLine();
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(page.sources).toHaveLength(3);
  });

  test('leaves a line alone that is not broken', () => {
    using _stream = new SessionStream('/events', listener);
    page.source.onopen?.();
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(page.sources).toHaveLength(1);
  });

  test.each([
    ['the network comes back', () => page.window.dispatchEvent(new Event('online'))],
    ['the page wakes up', () => page.document.dispatchEvent(new Event('resume'))],
  ])('takes another line where the one that is there may be dead: %s', (_, happens) => {
    using _stream = new SessionStream('/events', listener);
    page.source.onopen?.();
    happens();
    expect(page.sources.map(({ isClosed }) => isClosed)).toEqual([false, false]);
    page.source.onopen?.();
    expect(page.sources.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(listener.onLine.mock.calls).toEqual([['live'], ['live']]);
  });

  test('takes a line for dead that says nothing for long, though nobody has hung up', () => {
    using _stream = new SessionStream('/events', listener);
    page.source.onopen?.();
    for (let beat = 0; beat < 4; beat += 1) {
      vi.advanceTimersByTime(15_000);
      page.source.beat();
    }
    expect(page.sources).toHaveLength(1);
    vi.advanceTimersByTime(41_000);
    expect(listener.onLine.mock.calls).toEqual([['live'], ['broken']]);
    expect(page.sources).toHaveLength(2);
  });

  test('passes on what it understands, and nothing else', async () => {
    vi.useRealTimers();
    using _stream = new SessionStream('/events', listener);
    for (const data of ['no json', '{"type":"weather"}', '{"type":"session","session":{}}']) page.source.onmessage?.({ data });
    page.source.say(sessionView());
    await vi.waitFor(() => expect(listener.onSession).toHaveBeenCalledTimes(1));
    expect(listener.onSession).toHaveBeenCalledWith(sessionView());
  });

  test('goes on at another path, and leaves the old line once the new one is there', () => {
    using stream = new SessionStream('/events', listener);
    stream.moveTo('/events?observations=1');
    const [before, after] = page.sources;
    expect(after?.path).toBe('/events?observations=1');
    expect(before?.isClosed).toBe(false);
    after?.onopen?.();
    expect(before?.isClosed).toBe(true);
    expect(listener.onLine.mock.calls).toEqual([['live']]);
  });

  test('passes on observations, and says when one is beyond it', async () => {
    vi.useRealTimers();
    using _stream = new SessionStream('/events?observations=1', listener);
    const observation = observationOf(1);
    page.source.onmessage?.({ data: JSON.stringify({ type: 'observation', observation, subject: ['1/2'] }) });
    page.source.onmessage?.({ data: JSON.stringify({ type: 'observation', observation: { version: 2 } }) });
    await vi.waitFor(() =>
      expect(listener.onObservation.mock.calls).toEqual([
        [observation, ['1/2']],
        [undefined, []],
      ]),
    );
  });

  test('is quiet for good once it is disposed', () => {
    const stream = new SessionStream('/events', listener);
    breakLine();
    stream[Symbol.dispose]();
    vi.advanceTimersByTime(60_000);
    page.window.dispatchEvent(new Event('online'));
    expect(page.sources).toHaveLength(1);
  });
});
