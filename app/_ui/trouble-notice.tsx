'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Refusal } from '../_session/session-state.ts';
import { problemTexts } from '../_text/problems.ts';
import { Icon } from './icon.tsx';
import { InlineText } from './inline-text.tsx';

interface TroubleNoticeProps {
  readonly refusal: Pick<Refusal, 'trouble' | 'id'>;
  readonly onDismiss?: () => void;
}

/** What did not work and what to do next. */
export function TroubleNotice({ refusal, onDismiss }: TroubleNoticeProps) {
  const t = useTranslations('machine.trouble');
  const locale = useLocale();
  const wording = problemTexts[refusal.trouble];
  return (
    <div role="alert" className="flex gap-2.5 rounded-lg bg-warn-soft px-3.5 py-3 text-base text-ink">
      <span className="mt-0.5 text-warn">
        <Icon name="warning" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{wording.title[locale]}</p>
        <p className="text-ink-soft">
          <InlineText text={wording.next[locale]} />
        </p>
        {refusal.id !== undefined && <p className="mt-1 font-mono text-xs text-ink-soft">{t('id', { id: refusal.id })}</p>}
      </div>
      {onDismiss && (
        <button
          type="button"
          aria-label={t('dismiss')}
          onClick={onDismiss}
          className="-m-1 size-7 shrink-0 rounded-md p-1.5 hover:bg-surface"
        >
          <Icon name="cross" />
        </button>
      )}
    </div>
  );
}
