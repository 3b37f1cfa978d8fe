import { useMemo, useSyncExternalStore } from 'react';
import { Playback, type PlaybackState } from './playback.ts';
import type { SessionReplay } from './session-replay.ts';

/** Often enough that a scrubber glides. */
const TICK_MS = 100;

export function usePlayback({ seconds, marks }: SessionReplay): Playback {
  return useMemo(
    () =>
      new Playback({
        seconds,
        marks: marks.map(({ at }) => at),
        now: () => performance.now(),
        repeat: (action) => {
          const timer = setInterval(action, TICK_MS);
          return () => clearInterval(timer);
        },
      }),
    [seconds, marks],
  );
}

export function usePlaybackState(playback: Playback): PlaybackState {
  return useSyncExternalStore(
    playback.subscribe,
    () => playback.state,
    () => playback.state,
  );
}
