'use client';

import 'asciinema-player/dist/bundle/asciinema-player.css';
import './replay.css';
import { create, type Player } from 'asciinema-player';
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
  const place = useRef<HTMLDivElement>(null);
  const player = useRef<Player>(undefined);
  const moment = useRef(0);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const created = create({ data: asPlayed(timeline) }, element, {
      speed,
      startAt: moment.current,
      preload: true,
      fit: 'width',
      theme: 'vethlab',
      terminalFontFamily: FONT,
      poster: `npt:${moment.current > 0 ? moment.current : timeline.seconds}`,
    });
    player.current = created;
    created.addEventListener('playing', () => element.setAttribute('data-playing', 'true'));
    created.addEventListener('pause', () => element.setAttribute('data-playing', 'false'));
    created.addEventListener('ended', () => element.setAttribute('data-playing', 'false'));
    return () => {
      moment.current = created.getCurrentTime();
      created.dispose();
    };
  }, [timeline, speed]);

  useImperativeHandle(ref, () => ({
    jump(seconds) {
      const { current } = player;
      void Promise.resolve(current?.seek(seconds)).then(() => current?.play());
    },
  }));

  // biome-ignore lint/a11y/useSemanticElements: the player within is no fieldset.
  return <div ref={place} role="group" aria-label={label} data-player="" className="overflow-hidden rounded-xl" />;
}

/** asciicast v2 without a limit for pauses: they are short already. */
function asPlayed({ cols, rows, events }: Timeline): unknown[] {
  return [{ version: 2, width: cols, height: rows }, ...events];
}
