'use client';

import { useLocale, useTranslations } from 'next-intl';
import { replayPath } from '../_frame/paths.ts';
import { useSession } from '../_session/session-context.tsx';

/** Says that the terminals are recorded, and leads to the recording in a tab of its own; nothing where they are not. */
export function RecordedBadge() {
  const t = useTranslations('replay');
  const locale = useLocale();
  const { session } = useSession();
  if (session?.recorded !== true) return null;
  return (
    <a
      href={replayPath(locale, session.lab)}
      target="_blank"
      rel="noreferrer"
      title={t('badgeLong')}
      aria-label={`${t('badge')}. ${t('badgeLong')}`}
      data-recorded=""
      className="rounded-sm px-1.5 py-1 text-sm whitespace-nowrap text-ink-faint hover:text-ink"
    >
      {t('badge')}
    </a>
  );
}
