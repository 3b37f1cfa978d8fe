'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { TaskProgress } from '../../server/protocol/session-view.ts';

/** A machine that is being worked on changes several times a second; a listener hears where it came to rest. */
const SETTLE_MS = 900;

/** The verdict in words for a screen reader, once it has settled; nothing for what was there when the page opened. */
export function useAnnouncement(progress: TaskProgress | undefined): string {
  const words = useVerdictInWords(progress);
  const isKnown = progress !== undefined;
  const heard = useRef<string>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!isKnown) return;
    heard.current ??= words;
    if (words === heard.current) return;
    const timer = setTimeout(() => {
      heard.current = words;
      setSaid(words);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [words, isKnown]);
  return said;
}

function useVerdictInWords(progress: TaskProgress | undefined): string {
  const t = useTranslations('lesson.announce');
  const locale = useLocale();
  if (progress?.passed) return t('passed');
  if (progress?.verdict?.status !== 'failed') return '';
  const { expected, found, look } = progress.verdict;
  return t('failed', { expected: expected[locale], found: found[locale], look: look[locale] }).replaceAll('`', '');
}
