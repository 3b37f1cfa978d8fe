'use client';

import { useTranslations } from 'next-intl';
import type { StepEntry } from '../_step/step-state.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { useMarkText } from './mark-text.ts';
import type { Playback } from './playback.ts';
import type { SessionMark } from './session-replay.ts';
import { timeText } from './timeline.ts';
import { usePlaybackState } from './use-playback.ts';

const SPEEDS = [1, 2, 4] as const;

interface TransportBarProps {
  readonly playback: Playback;
  readonly marks: readonly SessionMark[];
  readonly steps: readonly StepEntry[];
}

/** The one timeline of terminals and map: plays, stops, and goes to any moment or mark. */
export function TransportBar({ playback, marks, steps }: TransportBarProps) {
  const t = useTranslations('replay');
  const { isPlaying } = usePlaybackState(playback);
  return (
    <fieldset className="rounded-lg border border-line bg-surface px-3 py-2">
      <legend className="sr-only">{t('transport.label')}</legend>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="flex items-center gap-1">
          <Move icon="left" label={t('transport.before')} keys="[" name="before" onPress={() => playback.skip('before')} />
          <button
            type="button"
            data-transport={isPlaying ? 'pause' : 'play'}
            aria-label={t(isPlaying ? 'transport.pause' : 'transport.play')}
            title={`${t(isPlaying ? 'transport.pause' : 'transport.play')} (K)`}
            onClick={() => playback.toggle()}
            className={`${buttonStyle({ look: 'primary' })} size-9 px-0!`}
          >
            <Icon name={isPlaying ? 'pause' : 'play'} />
          </button>
          <Move icon="right" label={t('transport.after')} keys="]" name="after" onPress={() => playback.skip('after')} />
        </div>
        <Scrubber playback={playback} marks={marks} steps={steps} />
      </div>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <PauseAtMarks playback={playback} />
        <SpeedChoice playback={playback} />
      </div>
    </fieldset>
  );
}

interface MoveProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keys: string;
  readonly name: string;
  readonly onPress: () => void;
}

function Move({ icon, label, keys, name, onPress }: MoveProps) {
  return (
    <button
      type="button"
      data-transport={name}
      aria-label={label}
      title={`${label} (${keys})`}
      onClick={onPress}
      className={`${buttonStyle({ look: 'quiet' })} size-9 px-0!`}
    >
      <Icon name={icon} />
    </button>
  );
}

function Scrubber({ playback, marks, steps }: TransportBarProps) {
  const t = useTranslations('replay');
  const say = useMarkText(steps);
  const { time } = usePlaybackState(playback);
  const { seconds } = playback;
  const last = marks.findLast(({ at }) => at <= time + 0.001);
  const shown = t('transport.of', { time: timeText(time), whole: timeText(seconds) });
  return (
    <div className="flex min-w-56 flex-1 items-center gap-3">
      <div className="relative min-w-0 flex-1">
        <div className="replay-marks" aria-hidden="true">
          {marks.map(({ at, mark }, index) => (
            <i
              // biome-ignore lint/suspicious/noArrayIndexKey: a recording does not change under its page.
              key={index}
              data-mark={mark.kind}
              style={{ left: `${(at / Math.max(seconds, 0.001)) * 100}%` }}
              title={say(mark)}
            />
          ))}
        </div>
        <input
          type="range"
          min={0}
          max={seconds}
          step={0.1}
          value={time}
          data-scrubber=""
          aria-label={t('transport.time')}
          aria-valuetext={last === undefined ? shown : `${shown}. ${say(last.mark)}`}
          onChange={(event) => playback.seek(event.target.valueAsNumber)}
          className="map-slider relative block w-full"
        />
      </div>
      <span
        aria-hidden="true"
        className="tabular text-sm whitespace-nowrap text-ink-soft"
      >{`${timeText(time)} / ${timeText(seconds)}`}</span>
    </div>
  );
}

function PauseAtMarks({ playback }: { readonly playback: Playback }) {
  const t = useTranslations('replay.transport');
  const { pausesAtMarks } = usePlaybackState(playback);
  return (
    <label className="flex min-h-6 items-center gap-2 text-base text-ink-soft">
      <input
        type="checkbox"
        checked={pausesAtMarks}
        onChange={(event) => playback.setPausesAtMarks(event.target.checked)}
        className="size-4 accent-accent"
      />
      {t('pauseAtMarks')}
    </label>
  );
}

function SpeedChoice({ playback }: { readonly playback: Playback }) {
  const t = useTranslations('replay');
  const { speed } = usePlaybackState(playback);
  return (
    <fieldset className="flex items-center gap-2 text-base">
      <legend className="sr-only">{t('speed')}</legend>
      <span aria-hidden="true" className="text-ink-soft">
        {t('speed')}
      </span>
      {SPEEDS.map((factor) => (
        <button
          key={factor}
          type="button"
          aria-pressed={factor === speed}
          onClick={() => playback.setSpeed(factor)}
          className="tabular h-7 min-w-9 rounded-md border border-control px-2 text-sm text-ink-soft hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
        >
          {t('times', { factor })}
        </button>
      ))}
    </fieldset>
  );
}
