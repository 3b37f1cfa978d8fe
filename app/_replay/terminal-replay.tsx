'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import type { Cast } from '../../server/protocol/cast.ts';
import { useAnswer } from '../_completion/use-answer.ts';
import type { StepEntry } from '../_step/step-state.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { CastPlayer, type PlayerHandle } from './cast-player.tsx';
import { CommandList } from './command-list.tsx';
import { castAddress, loadCast } from './find-recordings.ts';
import { MarkList } from './mark-list.tsx';
import { marksOf, timelineOf } from './timeline.ts';

const SPEEDS = [1, 2, 4] as const;

interface TerminalReplayProps {
  readonly sessionId: string;
  readonly name: string;
  readonly steps: readonly StepEntry[];
}

/** One terminal's recording: the player, what happened when, and the file. */
export function TerminalReplay({ sessionId, name, steps }: TerminalReplayProps) {
  const t = useTranslations('replay');
  const address = castAddress(sessionId, name);
  const { answer } = useAnswer(address, () => loadCast(address));
  if (answer === undefined) return <p className="text-ink-soft">{t('loading')}</p>;
  const cast = answer.ok ? answer.value : undefined;
  if (cast === undefined) {
    return (
      <div className="space-y-4" role="alert">
        <p>{t('broken')}</p>
        <Download address={address} />
      </div>
    );
  }
  return <Played cast={cast} name={name} address={address} steps={steps} />;
}

interface PlayedProps extends Pick<TerminalReplayProps, 'name' | 'steps'> {
  readonly cast: Cast;
  readonly address: string;
}

function Played({ cast, name, address, steps }: PlayedProps) {
  const t = useTranslations('replay');
  const [speed, setSpeed] = useState<number>(1);
  const player = useRef<PlayerHandle>(null);
  const timeline = useMemo(() => timelineOf(cast), [cast]);
  const marks = useMemo(() => marksOf(timeline), [timeline]);
  const jump = (seconds: number) => player.current?.jump(seconds);
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="min-w-0 space-y-3">
        <CastPlayer ref={player} timeline={timeline} speed={speed} label={t('player', { name })} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <SpeedChoice speed={speed} onChoose={setSpeed} />
          <Download address={address} />
        </div>
      </div>
      <div className="min-w-0 space-y-6">
        <MarkList marks={marks} steps={steps} onJump={jump} />
        <CommandList timeline={timeline} onJump={jump} />
      </div>
    </div>
  );
}

function SpeedChoice({ speed, onChoose }: { readonly speed: number; readonly onChoose: (speed: number) => void }) {
  const t = useTranslations('replay');
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
          onClick={() => onChoose(factor)}
          className="tabular h-7 min-w-9 rounded-md border border-control px-2 text-sm text-ink-soft hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
        >
          {t('times', { factor })}
        </button>
      ))}
    </fieldset>
  );
}

function Download({ address }: { readonly address: string }) {
  return (
    <a href={`${address}?download=1`} download className={buttonStyle({ look: 'outline' })}>
      <Icon name="down" />
      {useTranslations('replay')('download')}
    </a>
  );
}
