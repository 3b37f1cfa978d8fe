'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAnswer } from '../_completion/use-answer.ts';
import { labPath } from '../_frame/paths.ts';
import type { StepEntry } from '../_step/step-state.ts';
import { problemTexts } from '../_text/problems.ts';
import { Button } from '../_ui/button.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { findRecordings, type Recordings } from './find-recordings.ts';
import { KeptNotice } from './kept-notice.tsx';
import { RecordingSwitch } from './recording-switch.tsx';
import { SessionPlayer } from './session-player.tsx';

interface ReplayViewProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
}

/** A learner's recording of one lab. */
export function ReplayView({ lab, steps }: ReplayViewProps) {
  const t = useTranslations('replay');
  const locale = useLocale();
  const [isErased, setErased] = useState(false);
  const { answer, again } = useAnswer(lab, () => findRecordings(lab));
  if (answer === undefined) return <p className="text-ink-soft">{t('loading')}</p>;
  if (!answer.ok) {
    return (
      <div className="space-y-4" role="alert">
        <p>{`${problemTexts[answer.trouble].title[locale]} ${problemTexts[answer.trouble].next[locale]}`}</p>
        <Button onClick={again}>{t('again')}</Button>
      </div>
    );
  }
  const recordings = answer.value;
  const onErased = () => {
    setErased(true);
    again();
  };
  return (
    <div className="space-y-6">
      {isErased && (
        <p role="status" className="rounded-md bg-sunken px-3 py-2 text-base" data-erased="">
          {t('erase.done')}
        </p>
      )}
      {recordings === undefined || isEmpty(recordings) ? (
        <Nothing lab={lab} recordings={recordings} onChanged={again} />
      ) : (
        <SessionPlayer replay={recordings.replay} steps={steps} />
      )}
      {recordings?.keptUntil !== undefined && <KeptNotice recordings={recordings} onErased={onErased} onChanged={again} />}
    </div>
  );
}

function isEmpty({ replay: { tracks, shots } }: Recordings): boolean {
  return tracks.length === 0 && shots.length === 0;
}

interface NothingProps {
  readonly lab: string;
  readonly recordings: Recordings | undefined;
  readonly onChanged: () => void;
}

function Nothing({ lab, recordings, onChanged }: NothingProps) {
  const t = useTranslations('replay');
  return (
    <div className="space-y-4 py-8" data-replay="nothing">
      <h2 className="text-xl font-bold">{t('none.title')}</h2>
      <p className="text-md text-ink-soft">{t(`none.${recordings?.recording ?? 'on'}`)}</p>
      <div className="flex flex-wrap items-center gap-2">
        <a href={labPath(useLocale(), lab)} className={buttonStyle({ look: 'primary' })}>
          {t('back')}
        </a>
        {recordings !== undefined && recordings.keptUntil === undefined && (
          <RecordingSwitch recordings={recordings} onChanged={onChanged} />
        )}
      </div>
    </div>
  );
}
