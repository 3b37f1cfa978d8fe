'use client';

import 'asciinema-player/dist/bundle/asciinema-player.css';
import './replay.css';
import type { Player } from 'asciinema-player';
import { useEffect, useRef } from 'react';
import type { Playback } from './playback.ts';
import type { Track } from './session-replay.ts';

interface CastPlayerProps {
  readonly track: Track;
  readonly playback: Playback;
  readonly speed: number;
  readonly label: string;
}

const FONT = '"JetBrains Mono Variable", "Nanum Gothic Coding", monospace';
/** A player that is off by more than this leaps; less is not seen. */
const MOST_DRIFT_SECONDS = 0.3;

/** Plays one terminal's recording along with the session's time. Its speed is given when it is made, so another speed makes another. */
export function CastPlayer({ track, playback, speed, label }: CastPlayerProps) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const life = new AbortController();
    void playAlong(element, { track, playback, speed, signal: life.signal });
    return () => life.abort();
  }, [track, playback, speed]);
  return <section ref={place} aria-label={label} data-player={track.name} className="cast-player rounded-b-lg" />;
}

interface Along {
  readonly track: Track;
  readonly playback: Playback;
  readonly speed: number;
  readonly signal: AbortSignal;
}

/** The player is loaded in the browser alone: it looks for a window as soon as it is read. */
async function playAlong(element: HTMLElement, { track, playback, speed, signal }: Along): Promise<void> {
  const { create } = await import('asciinema-player');
  if (signal.aborted) return;
  const player = create({ data: asPlayed(track) }, element, {
    speed,
    startAt: playback.state.time,
    preload: true,
    fit: 'width',
    controls: false,
    theme: 'vethlab',
    terminalFontFamily: FONT,
    poster: `npt:${playback.state.time}`,
  });
  const follower = new Follower(player, playback);
  const leave = playback.subscribe(() => follower.follow());
  follower.follow();
  signal.addEventListener('abort', () => {
    leave();
    player.dispose();
  });
}

/** Keeps a player where the session's time is. */
class Follower {
  readonly #player: Player;
  readonly #playback: Playback;
  #leaps = -1;
  #isPlaying = false;
  /** What the player was told last has to be done before it is told more. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(player: Player, playback: Playback) {
    this.#player = player;
    this.#playback = playback;
  }

  follow(): void {
    const { leaps, isPlaying } = this.#playback.state;
    const hasStopped = !isPlaying && this.#isPlaying;
    if (leaps !== this.#leaps || hasStopped) this.#tell(() => this.#leap());
    else if (isPlaying && this.#isPlaying) this.#tell(() => this.#correct());
    this.#leaps = leaps;
    if (isPlaying !== this.#isPlaying) this.#tell(() => (isPlaying ? this.#player.play() : this.#player.pause()));
    this.#isPlaying = isPlaying;
  }

  async #leap(): Promise<void> {
    await this.#player.seek(this.#playback.state.time);
  }

  async #correct(): Promise<void> {
    // Its types say that it answers at once; it answers from a worker.
    const time = await Promise.resolve<number>(this.#player.getCurrentTime());
    const { state } = this.#playback;
    if (state.isPlaying && Math.abs(time - state.time) > MOST_DRIFT_SECONDS * state.speed) await this.#leap();
  }

  #tell(order: () => Promise<unknown>): void {
    this.#busy = this.#busy.then(order).catch(() => undefined);
  }
}

/** asciicast v2 without a limit for pauses: they are short already. */
function asPlayed({ cols, rows, events }: Track): unknown[] {
  return [{ version: 2, width: cols, height: rows }, ...events.filter(([, code]) => code !== 'm')];
}
