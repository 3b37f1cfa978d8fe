'use client';

import { useTranslations } from 'next-intl';
import type { TaskProgress } from '../../server/protocol/session-view.ts';
import { Evidence } from './evidence.tsx';

/** A question that has been passed: what the learner said, and the facts of their machine that made it right. */
export function RightAnswer({ progress: { answer, verdict } }: { readonly progress: TaskProgress }) {
  const t = useTranslations('lesson.question');
  return (
    <>
      {answer !== undefined && (
        <p className="text-base">
          <span className="mr-2 text-sm font-semibold text-ink-faint">{t('given')}</span>
          <code data-given-answer className="font-mono break-all">
            {answer}
          </code>
        </p>
      )}
      {verdict?.status === 'passed' && <Evidence label={t('why')} evidence={verdict.evidence} />}
    </>
  );
}
