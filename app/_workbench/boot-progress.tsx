'use client';

import { useTranslations } from 'next-intl';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { useServerNow } from '../_session/use-now.ts';
import { Icon } from '../_ui/icon.tsx';

type Starting = Extract<MachineView, { state: 'starting' }>;
type Stage = Starting['stage'];

/** In the order in which a machine comes up. */
const stages = ['queued', 'machine', 'network', 'docker', 'ready'] as const satisfies readonly Stage[];

/** Ten times what a cold start takes. */
const SLOW_MS = 10_000;

/** How far the machine is, as the server tells it. */
export function BootProgress({ machine: { stage, place, since } }: { readonly machine: Starting }) {
  const t = useTranslations('machine.boot');
  const elapsedMs = Math.max(0, useServerNow() - since);
  const shown = stages.filter((name) => name !== 'queued' || stage === 'queued');
  let remark = t('usual');
  if (stage === 'queued') remark = place === undefined ? t('queued') : t('place', { place });
  else if (elapsedMs > SLOW_MS) remark = t('slow');
  return (
    <div className="flex flex-1 flex-col bg-canvas px-6 py-8 sm:px-10">
      <div className="m-auto w-full max-w-90 space-y-5">
        <h2 className="text-xl font-bold">{t('title')}</h2>
        <ol className="space-y-1 text-md">
          {shown.map((name) => (
            <StageLine key={name} label={t(`stages.${name}`)} progress={progressOf(name, stage)}>
              {t('elapsed', { seconds: Math.round(elapsedMs / 1000) })}
            </StageLine>
          ))}
        </ol>
        <p role="status" className="text-base text-ink-soft">
          {remark}
        </p>
      </div>
    </div>
  );
}

type Progress = 'done' | 'doing' | 'to-do';

function progressOf(name: Stage, current: Stage): Progress {
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
  readonly children: string;
}

function StageLine({ label, progress, children }: StageLineProps) {
  const tone = progress === 'to-do' ? 'text-ink-faint' : 'text-ink';
  return (
    <li className={`flex h-9 items-center gap-3 ${tone}`} aria-current={progress === 'doing' ? 'step' : undefined}>
      <span className={`grid size-5 place-items-center rounded-full border-2 ${marks[progress]}`}>
        {progress === 'done' && <Icon name="check" size={12} />}
      </span>
      {label}
      {progress === 'doing' && <span className="tabular ml-auto text-sm text-ink-faint">{children}</span>}
    </li>
  );
}
