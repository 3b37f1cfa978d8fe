'use client';

import { useTranslations } from 'next-intl';
import { useStepProgress } from '../_session/session-context.tsx';
import { Icon } from '../_ui/icon.tsx';

/** How many of the step's tasks are done, always in sight; leads to them. */
export function StepStatus({ step }: { readonly step: string }) {
  const t = useTranslations('lesson');
  const progress = useStepProgress(step);
  const tasks = progress?.tasks ?? [];
  const done = tasks.filter((task) => task.passed).length;
  const isPassed = tasks.length > 0 && done === tasks.length;
  return (
    <a
      href="#tasks"
      className={`tabular flex items-center whitespace-nowrap gap-1.5 rounded-md px-2 py-1 text-sm ${isPassed ? 'font-semibold text-accent' : 'text-ink-soft hover:text-ink'}`}
    >
      {isPassed && <Icon name="check" size={14} />}
      {isPassed || tasks.length === 0 ? t(isPassed ? 'task.passed' : 'tasks') : t('tasksDone', { done, total: tasks.length })}
      {progress?.revealed && (
        <span title={t('solution.seen')} className="flex items-center">
          <Icon name="eye" size={14} />
          <span className="sr-only">{t('solution.seen')}</span>
        </span>
      )}
    </a>
  );
}
