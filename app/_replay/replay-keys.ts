import type { KeyboardEvent } from 'react';
import type { Playback } from './playback.ts';

const STEP_SECONDS = 5;

const actions: Readonly<Record<string, (playback: Playback) => void>> = {
  k: (playback) => playback.toggle(),
  '[': (playback) => playback.skip('before'),
  ']': (playback) => playback.skip('after'),
  ArrowLeft: (playback) => playback.seek(playback.state.time - STEP_SECONDS),
  ArrowRight: (playback) => playback.seek(playback.state.time + STEP_SECONDS),
  Home: (playback) => playback.seek(0),
  End: (playback) => playback.seek(playback.seconds),
};

/** By the key that was pressed, also where a Korean keyboard makes another letter of it. */
const byCode: Readonly<Record<string, string>> = { KeyK: 'k', BracketLeft: '[', BracketRight: ']' };
/** Where arrows mean something of their own: the map, lists that scroll, tabs. */
const OWN_ARROWS = '.react-flow, ol, [role=tablist], .map-sheets';

/** Keys that work wherever the focus is within the replay. Space is left to the button it is on. */
export function steer(event: KeyboardEvent, playback: Playback): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const key = byCode[event.code] ?? event.key;
  const act = actions[key];
  const isOwn = event.target instanceof Element && event.target.closest(OWN_ARROWS) !== null;
  if (act === undefined || (key.length > 1 && isOwn)) return;
  event.preventDefault();
  act(playback);
}
