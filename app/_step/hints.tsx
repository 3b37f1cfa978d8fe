'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useStepProgress } from '../_session/session-context.tsx';
import { keepText, keptText } from '../_settings/kept-text.ts';
import { Button } from '../_ui/button.tsx';
import { handOverFocus } from '../_ui/hand-over-focus.ts';
import { Html } from '../_ui/html.tsx';
import { LiveText } from '../_ui/live-text.tsx';

interface HintsProps {
  readonly step: string;
  /** Names this step on this device, so that hints that were seen stay open. */
  readonly storageKey: string;
  readonly hints: readonly string[];
}

const toHints = handOverFocus('[data-hints]');

/** Hints one by one, each only when asked for. Once the step is passed no more are offered; those that were seen stay. */
export function Hints({ step, storageKey, hints }: HintsProps) {
  const isPassed = useStepProgress(step)?.passed ?? false;
  const t = useTranslations('lesson.hints');
  const [shown, setShown] = useState(0);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => setShown(Number(keptText(storageKey)) || 0), [storageKey]);

  function showNext() {
    keepText(storageKey, String(shown + 1));
    flushSync(() => setShown(shown + 1));
    setSaid(list.current?.lastElementChild?.textContent ?? '');
  }

  const isMore = shown < hints.length;
  if (isPassed && shown === 0) return null;
  return (
    <section tabIndex={-1} aria-label={t('title')} data-hints className="space-y-3 outline-none">
      <ol ref={list} className="space-y-2.5 empty:hidden">
        {hints.slice(0, shown).map((hint, index) => (
          <li key={hint} className="rounded-lg bg-sunken px-4 py-3">
            <p className="text-sm font-semibold text-ink-faint">{t('one', { number: index + 1 })}</p>
            <Html html={hint} className="prose-small" />
          </li>
        ))}
      </ol>
      <LiveText text={said} />
      {!isPassed && (
        <p className="flex items-center gap-3 text-base text-ink-soft">
          {shown === 0 && t('title')}
          {isMore && (
            <Button ref={toHints} size="sm" onClick={showNext}>
              {t('next', { number: shown + 1, total: hints.length })}
            </Button>
          )}
          {!isMore && t('all')}
        </p>
      )}
    </section>
  );
}
