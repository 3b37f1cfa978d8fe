'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { Icon } from '../_ui/icon.tsx';

/** A restart of the server is over by then, and nobody need be told of it. */
const CALM_MS = 2500;

/** Says that news of the machine do not arrive, and that the page is on it. */
export function OfflineBanner() {
  const t = useTranslations('frame.offline');
  const store = useSessionStore();
  const isBroken = useSession().line === 'broken';
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isBroken) return setLong(false);
    const timer = setTimeout(() => setLong(true), CALM_MS);
    return () => clearTimeout(timer);
  }, [isBroken]);
  return (
    <div role="status" className="shrink-0">
      {isBroken && isLong && (
        <div className="flex items-center gap-2.5 border-b border-line bg-warn-soft px-4 py-2 text-base">
          <span className="text-warn">
            <Icon name="warning" />
          </span>
          <p className="min-w-0 flex-1">
            <strong className="font-semibold">{t('title')}</strong> <span className="text-ink-soft">{t('next')}</span>
          </p>
          <Button size="sm" onClick={() => store.retryLine()}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
