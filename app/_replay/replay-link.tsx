'use client';

import { useLocale, useTranslations } from 'next-intl';
import { replayPath } from '../_frame/paths.ts';
import { useSession } from '../_session/session-context.tsx';
import { buttonStyle } from '../_ui/button-style.ts';

/** The way to the recording of a machine that has ended. */
export function ReplayLink() {
  const t = useTranslations('replay');
  const locale = useLocale();
  const { session } = useSession();
  if (session?.recorded === undefined) return null;
  return (
    <a href={replayPath(locale, session.lab)} className={buttonStyle({ look: 'quiet' })}>
      {t('see')}
    </a>
  );
}
