import { useEffect, useRef } from 'react';
import { oneKey } from '../_settings/one-key.ts';
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

/** Where what is typed is somebody else's. */
const TYPED = '[role=dialog], [role=alertdialog], textarea, input[type=text]';
/** With these one reads the rest of the page. */
const SCROLLING = new Set(['Home', 'End']);

/** Makes the page hear the keys of the playback. Gives the ref of the player, in which every key counts. */
export function useReplayKeys(playback: Playback) {
  const player = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => steer(event, playback, player.current);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [playback]);
  return player;
}

/** Space is left to the button it is on. */
function steer(event: KeyboardEvent, playback: Playback, player: Element | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const key = byCode[event.code] ?? event.key;
  const act = actions[key];
  if (act === undefined || !(event.target instanceof Element) || !isOurs(key, event.target, player)) return;
  event.preventDefault();
  act(playback);
}

function isOurs(key: string, target: Element, player: Element | null): boolean {
  const isCharacter = key.length === 1;
  if (target.closest(TYPED) !== null || (!isCharacter && target.closest(OWN_ARROWS) !== null)) return false;
  return player?.contains(target) === true || (isCharacter ? oneKey.value : !SCROLLING.has(key));
}
