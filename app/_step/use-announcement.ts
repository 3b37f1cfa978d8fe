'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { TaskProgress } from '../../server/protocol/session-view.ts';

/** A machine that is being worked on changes several times a second; a listener hears where it came to rest. */
const SETTLE_MS = 900;

/** The verdict in words for a screen reader, once it has settled; nothing for what was there when the page opened. */
export function useAnnouncement(progress: TaskProgress | undefined): string {
  const t = useTranslations('lesson.announce');
  const locale = useLocale();
  const verdict = progress?.verdict;
  const passed = progress?.passed ?? false;
  let words = '';
  if (passed) words = t('passed');
  else if (verdict?.status === 'failed') {
    const { expected, found, look } = verdict;
    words = t('failed', { expected: expected[locale], found: found[locale], look: look[locale] });
  }
  const [said, setSaid] = useState({ first: words, words: '' });
  useEffect(() => {
    const timer = setTimeout(
      () => setSaid(({ first }) => ({ first: words === first ? first : '', words: words === first ? '' : words })),
      SETTLE_MS,
    );
    return () => clearTimeout(timer);
  }, [words]);
  return said.words.replaceAll('`', '');
}
