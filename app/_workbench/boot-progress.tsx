'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { useServerNow } from '../_session/use-now.ts';
import { Icon } from '../_ui/icon.tsx';
import { LiveText } from '../_ui/live-text.tsx';

type Starting = Extract<MachineView, { state: 'starting' }>;
type Stage = Starting['stage'];

/** In the order in which a machine comes up. */
const stages = ['machine', 'network', 'docker', 'ready'] as const satisfies readonly Stage[];

/** Where nothing has been measured: ten times what a cold start takes on a small server. */
const SLOW_MS = 10_000;

/** How far the machine is, as the server tells it, and what each stage took there lately. */
export function BootProgress({ machine }: { readonly machine: Starting }) {
  const t = useTranslations('machine.boot');
  const { stage, usualMs, stageSince, since } = machine;
  const now = useServerNow();
  const elapsedMs = Math.max(0, now - (stageSince ?? since));
  return (
    <div className="flex flex-1 flex-col bg-canvas px-6 py-8 sm:px-10">
      <div className="m-auto w-full max-w-90 space-y-5">
        <h2 className="text-xl font-bold">{t('title')}</h2>
        <ol className="space-y-1 text-md">
          {stages.map((name) => (
            <StageLine key={name} label={t(`stages.${name}`)} progress={progressOf(name, stage)}>
              {name === stage && t('elapsed', { seconds: Math.round(elapsedMs / 1000) })}
              {name !== stage && usualMs && t('usually', { seconds: Math.max(0.1, Math.round(usualMs[name] / 100) / 10) })}
            </StageLine>
          ))}
        </ol>
        <Remark machine={machine} now={now} />
      </div>
    </div>
  );
}

function Remark({ machine: { stage, estimate, since }, now }: { readonly machine: Starting; readonly now: number }) {
  const t = useTranslations('machine.boot');
  const isLate = estimate === undefined ? now - since > SLOW_MS : now > estimate.to + SLOW_MS;
  let remark = t('unmeasured');
  if (stage === 'queued') remark = t('asking');
  else if (isLate) remark = t('slow');
  else if (estimate !== undefined) remark = t('measured', { seconds: Math.max(1, Math.ceil((estimate.to - now) / 1000)) });
  // Seconds that run down are for the eye.
  const heard = isLate || stage === 'queued' ? remark : t(`stages.${stage}`);
  return (
    <>
      <p className="text-base text-ink-soft">{remark}</p>
      <LiveText text={heard} />
    </>
  );
}

type Progress = 'done' | 'doing' | 'to-do';

function progressOf(name: (typeof stages)[number], current: Stage): Progress {
  if (current === 'queued') return 'to-do';
  const distance = stages.indexOf(name) - stages.indexOf(current);
  if (distance === 0) return 'doing';
  return distance < 0 ? 'done' : 'to-do';
}

const marks: Readonly<Record<Progress, string>> = {
  done: 'border-accent bg-accent text-on-accent',
  doing: 'border-accent border-t-transparent spin',
  'to-do': 'border-line-strong',
};

interface StageLineProps {
  readonly label: string;
  readonly progress: Progress;
  readonly children: ReactNode;
}

function StageLine({ label, progress, children }: StageLineProps) {
  const tone = progress === 'to-do' ? 'text-ink-faint' : 'text-ink';
  return (
    <li className={`flex h-9 items-center gap-3 ${tone}`} aria-current={progress === 'doing' ? 'step' : undefined}>
      <span className={`grid size-5 place-items-center rounded-full border-2 ${marks[progress]}`}>
        {progress === 'done' && <Icon name="check" size={12} />}
      </span>
      {label}
      {progress !== 'done' && <span className="tabular ml-auto text-sm text-ink-faint">{children}</span>}
    </li>
  );
}
