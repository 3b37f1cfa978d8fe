'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { StepEntry } from '../_step/step-state.ts';
import { CommandList } from './command-list.tsx';
import { MarkList } from './mark-list.tsx';
import { useReplayKeys } from './replay-keys.ts';
import { ReplayMap } from './replay-map.tsx';
import type { SessionReplay } from './session-replay.ts';
import { TerminalReplay } from './terminal-replay.tsx';
import { TransportBar } from './transport-bar.tsx';
import { usePlayback } from './use-playback.ts';

interface SessionPlayerProps {
  readonly replay: SessionReplay;
  readonly steps: readonly StepEntry[];
}

/** Terminals and map side by side on one time, with what happened when. */
export function SessionPlayer({ replay, steps }: SessionPlayerProps) {
  const t = useTranslations('replay');
  const playback = usePlayback(replay);
  const player = useReplayKeys(playback);
  const { tracks, marks, shots } = replay;
  const [shown, setShown] = useState(tracks[0]?.name);
  const track = tracks.find(({ name }) => name === shown);
  const jump = (seconds: number) => {
    playback.seek(seconds);
    playback.play();
  };
  return (
    <div ref={player} className="space-y-3" data-replay="session">
      <div className="grid gap-3 lg:grid-cols-2">
        <div className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
          <TerminalReplay tracks={tracks} playback={playback} onShow={setShown} />
        </div>
        <div className="h-96 min-w-0 overflow-hidden rounded-lg border border-line bg-canvas lg:sticky lg:top-4 lg:h-auto lg:max-h-[32rem]">
          <ReplayMap shots={shots} playback={playback} />
        </div>
      </div>
      <TransportBar playback={playback} marks={marks} steps={steps} />
      <p className="text-sm text-ink-faint">{t('keys')}</p>
      <div className="grid gap-6 pt-3 md:grid-cols-2">
        <MarkList marks={marks} steps={steps} onJump={jump} />
        {track !== undefined && <CommandList key={track.name} timeline={track} onJump={jump} />}
      </div>
    </div>
  );
}
