'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { donePath } from '../_frame/paths.ts';
import { useSession } from '../_session/session-context.tsx';
import { firstUnpassed } from '../_step/step-state.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';

interface DoneLinkProps {
  readonly lab: string;
  /** `banner` says what it is about, too. */
  readonly look: 'banner' | 'button';
}

/** The way to the lab's end, once every step has passed; nothing before. */
export function DoneLink({ lab, look }: DoneLinkProps) {
  const t = useTranslations('completion');
  const locale = useLocale();
  const { session } = useSession();
  if (session === undefined || firstUnpassed(session) !== undefined) return null;
  const link = (
    <Link prefetch={false} href={donePath(locale, lab)} data-done={look} className={buttonStyle({ look: 'primary' })}>
      {t('see')}
      <Icon name="right" />
    </Link>
  );
  if (look === 'button') return link;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-3 rounded-xl border border-accent/40 bg-accent-soft/60 p-4 sm:p-5"
    >
      <p className="font-semibold text-accent">{t('invite', { total: session.steps.length })}</p>
      {link}
    </div>
  );
}
