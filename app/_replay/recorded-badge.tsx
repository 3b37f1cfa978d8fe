'use client';

import { useLocale, useTranslations } from 'next-intl';
import { replayPath } from '../_frame/paths.ts';
import { useSession } from '../_session/session-context.tsx';

/** Says whether the session is recorded, and leads to the recording in a tab of its own; nothing where the server records none. */
export function RecordedBadge() {
  const t = useTranslations('replay');
  const locale = useLocale();
  const { session } = useSession();
  if (session?.recorded === undefined) return null;
  const { badge, long } = session.recorded
    ? ({ badge: 'badge', long: 'badgeLong' } as const)
    : ({ badge: 'badgeOff', long: 'badgeOffLong' } as const);
  return (
    <a
      href={replayPath(locale, session.lab)}
      target="_blank"
      rel="noreferrer"
      title={t(long)}
      aria-label={`${t(badge)}. ${t(long)}`}
      data-recorded={session.recorded}
      className="rounded-sm px-1.5 py-1 text-sm whitespace-nowrap text-ink-faint hover:text-ink"
    >
      {t(badge)}
    </a>
  );
}
