'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DetailPanel } from '../_map/detail-panel.tsx';
import { MapCanvas } from '../_map/map-canvas.tsx';
import type { Moment } from '../_map/map-feed.ts';
import { MapPlaceholder } from '../_map/map-notice.tsx';
import { MapTable } from '../_map/map-table.tsx';
import { NO_MARKS } from '../_map/marks.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { MapReel } from './map-reel.ts';
import type { Playback } from './playback.ts';
import type { TimedShot } from './session-replay.ts';
import { usePlaybackState } from './use-playback.ts';

interface ReplayMapProps {
  readonly shots: readonly TimedShot[];
  readonly playback: Playback;
}

const NOWHERE: ReadonlySet<string> = new Set();

/** The network as it was at the replay's time. */
export function ReplayMap({ shots, playback }: ReplayMapProps) {
  const t = useTranslations('replay.map');
  const locale = useLocale();
  const { time, isPlaying } = usePlaybackState(playback);
  const reel = useMemo(() => new MapReel(shots), [shots]);
  const [isTable, setTable] = useState(false);
  const index = reel.indexAt(time);
  const moment = reel.moment(index);
  const takenAt = reel.takenAt(index);
  return (
    <section aria-label={t('label')} data-replay-map={index} className="flex h-full min-h-80 flex-col">
      <header className="flex h-9 shrink-0 items-center gap-3 border-b border-line px-3 text-sm">
        <h2 className="font-semibold">{t('label')}</h2>
        <span className="tabular min-w-0 flex-1 truncate text-ink-soft">
          {takenAt !== undefined && new Date(takenAt).toLocaleTimeString(locale)}
        </span>
        <button
          type="button"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
          className={buttonStyle({ look: 'quiet', size: 'sm' })}
        >
          <Icon name={isTable ? 'map' : 'table'} size={14} />
          {t(isTable ? 'picture' : 'table')}
        </button>
      </header>
      {typeof moment === 'object' && (
        <div className="map-body relative flex min-h-0 flex-1">
          {isTable ? <MapTable moment={moment} marks={NO_MARKS} /> : <Picture moment={moment} isPlaying={isPlaying} />}
        </div>
      )}
      {moment === 'unreadable' && <MapPlaceholder>{t('unreadable')}</MapPlaceholder>}
      {moment === undefined && <MapPlaceholder>{t(shots.length === 0 ? 'none' : 'notYet')}</MapPlaceholder>}
    </section>
  );
}

function Picture({ moment, isPlaying }: { readonly moment: Moment; readonly isPlaying: boolean }) {
  const [chosen, setChosen] = useState<{ readonly id: string; readonly isEntered: boolean }>();
  const choose = (id: string | undefined, isEntered = false) => setChosen(id === undefined ? undefined : { id, isEntered });
  return (
    <>
      <MapCanvas moment={moment} isLive={isPlaying} marks={NO_MARKS} chosen={chosen?.id} onChoose={choose} spot={NOWHERE} />
      {chosen !== undefined && (
        <DetailPanel key={chosen.id} {...{ moment, marks: NO_MARKS, ...chosen }} onClose={() => choose(undefined)} isRecorded />
      )}
    </>
  );
}
