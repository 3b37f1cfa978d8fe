'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Task } from '../../server/protocol/session-view.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import type { TaskState } from './use-task.ts';

interface TaskCardProps {
  readonly task: Task;
  readonly state: TaskState;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

interface Look {
  readonly frame: string;
  readonly mark: string;
  readonly icon: IconName | undefined;
}

const looks: Readonly<Record<TaskState, Look>> = {
  passed: { frame: 'border-accent/40 bg-accent-soft/60', mark: 'border-accent bg-accent text-on-accent', icon: 'check' },
  failed: { frame: 'border-line bg-surface', mark: 'border-warn bg-warn-soft text-warn', icon: 'right' },
  problem: { frame: 'border-line bg-surface', mark: 'border-warn bg-warn-soft text-warn', icon: 'warning' },
  waiting: { frame: 'border-line bg-surface', mark: 'border-line-strong bg-surface', icon: undefined },
  asleep: { frame: 'border-line bg-surface', mark: 'border-line-strong border-dashed bg-surface', icon: undefined },
};

const words = {
  passed: 'passed',
  failed: 'notYet',
  problem: 'problem',
  waiting: 'notYet',
  asleep: 'asleep',
} as const satisfies Record<TaskState, string>;

/** What the step asks for, and how far one is. The state is said by colour, by shape and in words. */
export function TaskCard({ task, state, action, children }: TaskCardProps) {
  const t = useTranslations('lesson.task');
  const look = looks[state];
  return (
    <section
      tabIndex={-1}
      aria-label={t(task)}
      data-task={task}
      data-state={state}
      className={`@container rounded-xl outline-none border p-4 transition-colors duration-200 sm:p-5 ${look.frame}`}
    >
      <header className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className={`grid size-6 place-items-center rounded-full border-[1.5px] ${look.mark}`}>
          {look.icon && <Icon name={look.icon} size={13} />}
        </span>
        <h2 className="text-md font-semibold">{t(task)}</h2>
        <p className={`text-base ${state === 'passed' ? 'font-semibold text-accent' : 'text-ink-soft'}`}>{t(words[state])}</p>
        {action && <div className="ml-auto">{action}</div>}
      </header>
      <div className="grid gap-3.5">{children}</div>
    </section>
  );
}
