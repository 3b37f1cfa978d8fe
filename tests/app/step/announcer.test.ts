import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Announcer, type News } from '../../../app/_step/announcer.ts';
import { failed } from '../../../labs/core/verdict.ts';

function no(reason: string, found: string): News {
  const text = { en: found, ko: found };
  return failed(reason, { expected: text, found: text, look: text });
}

function listen() {
  const heard: string[] = [];
  const announcer = new Announcer((news) => heard.push(news === 'passed' ? news : news.found.en));
  return { announcer, heard };
}

describe('Announcer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('says nothing of what was there when the page opened', () => {
    const { announcer, heard } = listen();
    announcer.note(no('detached', 'out'));
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual([]);
  });

  test('says a first verdict that comes while one is there, and that a task has passed', () => {
    const { announcer, heard } = listen();
    announcer.note(undefined);
    announcer.note(no('detached', 'out'));
    vi.advanceTimersByTime(1000);
    announcer.note('passed');
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['out', 'passed']);
  });

  test('says once where a machine came to rest that changes in bursts', () => {
    const { announcer, heard } = listen();
    announcer.note(no('detached', 'out'));
    for (const found of ['a', 'b', 'c', 'd']) {
      announcer.note(no(found, found));
      vi.advanceTimersByTime(200);
    }
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual(['d']);
  });

  test('says nothing when it comes to rest where it was', () => {
    const { announcer, heard } = listen();
    announcer.note(no('detached', 'out'));
    announcer.note(no('down', 'down'));
    announcer.note(no('detached', 'out'));
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual([]);
  });

  test('does not wait for ever for a machine that never rests', () => {
    const { announcer, heard } = listen();
    announcer.note(undefined);
    for (let turn = 0; turn < 20; turn += 1) {
      announcer.note(no(`reason-${turn}`, `${turn}`));
      vi.advanceTimersByTime(500);
    }
    expect(heard.length).toBeGreaterThanOrEqual(1);
    expect(heard.length).toBeLessThanOrEqual(2);
  });

  test('does not read out a running count like a clock', () => {
    const { announcer, heard } = listen();
    announcer.note(no('too-few', '0 packets'));
    for (let count = 1; count <= 60; count += 1) {
      announcer.note(no('too-few', `${count} packets`));
      vi.advanceTimersByTime(1000);
    }
    expect(heard.length).toBeGreaterThanOrEqual(3);
    expect(heard.length).toBeLessThanOrEqual(6);
  });

  test('is quiet once disposed', () => {
    const { announcer, heard } = listen();
    announcer.note(undefined);
    announcer.note('passed');
    announcer[Symbol.dispose]();
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual([]);
  });
});
