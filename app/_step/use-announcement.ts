'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { TaskProgress } from '../../server/protocol/session-view.ts';
import { Announcer, type News } from './announcer.ts';

/** How the task stands in words for a screen reader, once it has settled; nothing for what was there when the page opened. */
export function useAnnouncement(progress: TaskProgress | undefined): string {
  const t = useTranslations('lesson.announce');
  const locale = useLocale();
  const [said, setSaid] = useState('');
  const [announcer] = useState(() => new Announcer((news, before) => say.current(news, before)));
  const say = useRef((_news: News, _before: News | undefined) => {});
  say.current = (news, before) => {
    if (news === 'passed') return setSaid(t('passed'));
    const { expected, found, look } = news;
    const texts = { expected: expected[locale], found: found[locale], look: look[locale] };
    const last = before === 'passed' ? undefined : before;
    let key: 'failed' | 'changed' | 'found' = 'failed';
    if (last?.expected[locale] === texts.expected) key = last.look[locale] === texts.look ? 'found' : 'changed';
    setSaid(t(key, texts).replaceAll('`', ''));
  };
  const verdict = progress?.verdict;
  const news = progress?.passed ? 'passed' : verdict?.status === 'failed' ? verdict : undefined;
  const isKnown = progress !== undefined;
  const text = JSON.stringify(news);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every view brings the same verdict as another object.
  useEffect(() => {
    if (isKnown) announcer.note(news);
  }, [text, isKnown, announcer]);
  useEffect(() => () => announcer[Symbol.dispose](), [announcer]);
  return said;
}
