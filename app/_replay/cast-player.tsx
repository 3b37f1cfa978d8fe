'use client';

import 'asciinema-player/dist/bundle/asciinema-player.css';
import './replay.css';
import type { Player } from 'asciinema-player';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Timeline } from './timeline.ts';

export interface PlayerHandle {
  /** Goes to a moment and plays on from there. */
  jump(seconds: number): void;
}

interface CastPlayerProps {
  readonly timeline: Timeline;
  readonly speed: number;
  readonly label: string;
  readonly ref: Ref<PlayerHandle>;
}

const FONT = '"JetBrains Mono Variable", "Nanum Gothic Coding", monospace';

/** Plays one terminal's recording. Another speed goes on at the same moment. */
export function CastPlayer({ timeline, speed, label, ref }: CastPlayerProps) {
  const place = useRef<HTMLElement>(null);
  const player = useRef<Player>(undefined);
  const moment = useRef(0);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let isOver = false;
    void createPlayer(element, { timeline, speed, startAt: moment.current }).then((created) => {
      if (isOver) created.dispose();
      else player.current = created;
    });
    return () => {
      isOver = true;
      moment.current = player.current?.getCurrentTime() ?? moment.current;
      player.current?.dispose();
      player.current = undefined;
    };
  }, [timeline, speed]);

  useImperativeHandle(ref, () => ({
    jump(seconds) {
      const { current } = player;
      void Promise.resolve(current?.seek(seconds)).then(() => current?.play());
    },
  }));

  return <section ref={place} aria-label={label} data-player="" className="overflow-hidden rounded-xl border border-line" />;
}

interface Playing {
  readonly timeline: Timeline;
  readonly speed: number;
  readonly startAt: number;
}

/** The player is loaded in the browser alone: it looks for a window as soon as it is read. */
async function createPlayer(element: HTMLElement, { timeline, speed, startAt }: Playing): Promise<Player> {
  const { create } = await import('asciinema-player');
  const player = create({ data: asPlayed(timeline) }, element, {
    speed,
    startAt,
    preload: true,
    fit: 'width',
    theme: 'vethlab',
    terminalFontFamily: FONT,
    poster: `npt:${startAt > 0 ? startAt : timeline.seconds}`,
  });
  const show = (isPlaying: boolean) => () => element.setAttribute('data-playing', String(isPlaying));
  player.addEventListener('playing', show(true));
  player.addEventListener('pause', show(false));
  player.addEventListener('ended', show(false));
  return player;
}

/** asciicast v2 without a limit for pauses: they are short already. */
function asPlayed({ cols, rows, events }: Timeline): unknown[] {
  return [{ version: 2, width: cols, height: rows }, ...events];
}
