import { describe, expect, test } from 'vitest';
import { Playback } from '../../../app/_replay/playback.ts';

/** A replay of ten seconds with three marks, and a clock that is moved by hand. */
function open() {
  let now = 5000;
  let tick: (() => void) | undefined;
  const playback = new Playback({
    seconds: 10,
    marks: [0, 3, 7],
    now: () => now,
    repeat: (action) => {
      tick = action;
      return () => {
        tick = undefined;
      };
    },
  });
  const times: number[] = [];
  playback.subscribe(() => times.push(playback.state.time));
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      now += 100;
      tick?.();
    }
  };
  return { playback, pass, time: () => Math.round(playback.state.time * 10) / 10, isTicking: () => tick !== undefined };
}

describe('A playback', () => {
  test('goes with the clock, at its speed, until it is paused', () => {
    const { playback, pass, time, isTicking } = open();
    playback.play();
    pass(1000);
    playback.setSpeed(4);
    pass(1000);
    playback.pause();
    pass(1000);
    expect(time()).toBe(5);
    expect(isTicking()).toBe(false);
  });

  test('stops at the end, and begins again from there', () => {
    const { playback, pass, time, isTicking } = open();
    playback.seek(9.5);
    playback.play();
    pass(2000);
    expect([time(), playback.state.isPlaying, isTicking()]).toEqual([10, false, false]);
    playback.play();
    pass(500);
    expect(time()).toBe(0.5);
  });

  test('goes from mark to mark, whether it plays or not', () => {
    const { playback, pass, time } = open();
    const visited = (['after', 'after', 'after', 'before', 'before', 'before'] as const).map((direction) => {
      playback.skip(direction);
      return time();
    });
    expect(visited).toEqual([3, 7, 10, 7, 3, 0]);
    playback.seek(7);
    playback.play();
    pass(300);
    playback.skip('before');
    expect(time()).toBe(3);
  });

  test('pauses at each mark where that is wished, and goes on from it', () => {
    const { playback, pass, time } = open();
    playback.setPausesAtMarks(true);
    for (const expected of [3, 7, 10]) {
      playback.play();
      pass(8000);
      expect([time(), playback.state.isPlaying]).toEqual([expected, false]);
    }
  });

  test('stays within its time, and says when it leaps', () => {
    const { playback, time } = open();
    const { leaps } = playback.state;
    playback.seek(-5);
    expect(time()).toBe(0);
    playback.seek(50);
    expect(time()).toBe(10);
    expect(playback.state.leaps).toBe(leaps + 2);
  });

  test('stops when nobody watches any more', () => {
    const { playback, pass } = open();
    const leave = playback.subscribe(() => undefined);
    playback.play();
    leave();
    pass(100);
    expect(playback.state.isPlaying).toBe(true);
  });
});
