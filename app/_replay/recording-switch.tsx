'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { SessionApi } from '../_session/session-api.ts';
import { problemTexts } from '../_text/problems.ts';
import { Button } from '../_ui/button.tsx';
import type { Recordings } from './find-recordings.ts';

interface RecordingSwitchProps {
  readonly recordings: Pick<Recordings, 'sessionId' | 'recording'>;
  readonly onChanged: () => void;
}

/** Turns the recording of this session off, or on again; nothing where the server records none. */
export function RecordingSwitch({ recordings: { sessionId, recording }, onChanged }: RecordingSwitchProps) {
  const t = useTranslations('replay.kept');
  const locale = useLocale();
  const [said, setSaid] = useState('');
  if (recording === 'none') return null;
  const turn = async () => {
    const answer = await new SessionApi(sessionId).record(recording === 'off');
    if (answer.ok) onChanged();
    else setSaid(`${problemTexts[answer.trouble].title[locale]} ${problemTexts[answer.trouble].next[locale]}`);
  };
  return (
    <>
      <Button size="sm" data-record={recording === 'on' ? 'off' : 'on'} onClick={() => void turn()}>
        {t(recording === 'on' ? 'turnOff' : 'turnOn')}
      </Button>
      {said !== '' && (
        <p role="alert" className="text-base text-bad">
          {said}
        </p>
      )}
    </>
  );
}
