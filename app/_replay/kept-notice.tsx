'use client';

import { useLocale, useTranslations } from 'next-intl';
import { AlertDialog } from 'radix-ui';
import { useState } from 'react';
import { eraseRecordings } from '../_completion/ask-for.ts';
import { filmAddress } from '../_session/load-film.ts';
import { problemTexts } from '../_text/problems.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { dialogStyle, overlayStyle } from '../_ui/dialog-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { castAddress, type Recordings } from './find-recordings.ts';
import { RecordingSwitch } from './recording-switch.tsx';

interface KeptNoticeProps {
  readonly recordings: Recordings;
  readonly onErased: () => void;
  readonly onChanged: () => void;
}

/** Until when the recording is kept, the files to keep for oneself, and the ways to end and to erase it. */
export function KeptNotice({ recordings, onErased, onChanged }: KeptNoticeProps) {
  const t = useTranslations('replay');
  const locale = useLocale();
  const { sessionId, replay, broken, hasFilm, keptUntil, recording } = recordings;
  const day = keptUntil !== undefined && new Date(keptUntil).toLocaleDateString(locale, { dateStyle: 'long' });
  const names = [...replay.tracks.map(({ name }) => name), ...broken];
  return (
    <section aria-label={t('kept.label')} className="space-y-3 border-t border-line pt-5" data-kept="">
      <p className="text-base text-ink-soft">
        {day !== false && t('kept.until', { day })} {t(`kept.${recording}`)}
      </p>
      {broken.length > 0 && <p className="text-base text-warn">{t('broken', { names: broken.join(', ') })}</p>}
      <div className="flex flex-wrap items-center gap-2">
        {names.map((name) => (
          <Download key={name} address={castAddress(sessionId, name)} label={t('download', { name })} />
        ))}
        {hasFilm && <Download address={filmAddress(sessionId)} label={t('downloadFilm')} />}
        <span className="flex-1" />
        <RecordingSwitch recordings={recordings} onChanged={onChanged} />
        <Erase sessionId={sessionId} onErased={onErased} />
      </div>
    </section>
  );
}

function Download({ address, label }: { readonly address: string; readonly label: string }) {
  return (
    <a href={`${address}?download=1`} download className={buttonStyle({ size: 'sm' })}>
      <Icon name="download" size={13} />
      {label}
    </a>
  );
}

function Erase({ sessionId, onErased }: { readonly sessionId: string; readonly onErased: () => void }) {
  const t = useTranslations('replay.erase');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const erase = async () => {
    const answer = await eraseRecordings(sessionId);
    setOpen(false);
    if (answer.ok) onErased();
    else setSaid(`${problemTexts[answer.trouble].title[locale]} ${problemTexts[answer.trouble].next[locale]}`);
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={setOpen}>
      <AlertDialog.Trigger className={buttonStyle({ look: 'quiet', size: 'sm' })} data-erase="">
        {t('open')}
      </AlertDialog.Trigger>
      {said !== '' && (
        <p role="alert" className="text-base text-bad">
          {said}
        </p>
      )}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyle} />
        <AlertDialog.Content className={dialogStyle}>
          <AlertDialog.Title className="text-xl font-bold">{t('title')}</AlertDialog.Title>
          <AlertDialog.Description className="mt-3 text-base text-ink-soft">{t('body')}</AlertDialog.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel className={buttonStyle()}>{t('cancel')}</AlertDialog.Cancel>
            <AlertDialog.Action
              className={buttonStyle({ look: 'danger' })}
              data-erase-now=""
              onClick={(event) => {
                event.preventDefault();
                void erase();
              }}
            >
              {t('go')}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
