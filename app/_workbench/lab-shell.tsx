'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SessionProvider } from '../_session/session-context.tsx';
import { ProgressRail } from '../_step/progress-rail.tsx';
import type { StepEntry } from '../_step/step-state.ts';
import { HeadingFocus } from './heading-focus.tsx';
import { KeyboardShortcuts } from './keyboard-shortcuts.tsx';
import { MachinePanel } from './machine-panel.tsx';
import { NarrowBar } from './narrow-bar.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { OpenedStep } from './opened-step.tsx';
import { QueueWatch } from './queue-watch.tsx';
import { SplitView } from './split-view.tsx';
import { TerminalDockProvider } from './terminal-dock.tsx';
import { ViewProvider } from './view-context.tsx';

interface LabShellProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly lessonPercent: number;
  /** The page of the lab or of a step. */
  readonly children: ReactNode;
}

/** The workbench: rail, lesson and machine. It stays while the learner goes from step to step. */
export function LabShell({ lab, steps, lessonPercent, children }: LabShellProps) {
  const t = useTranslations('lesson');
  const current = useSelectedLayoutSegment() ?? undefined;
  return (
    <SessionProvider lab={lab} attention="follow">
      <TerminalDockProvider>
        <ViewProvider>
          <OfflineBanner />
          <QueueWatch />
          <main className="flex min-h-0 flex-1 flex-col">
            <NarrowBar lab={lab} steps={steps} current={current} />
            <div className="flex min-h-0 flex-1">
              <div className="hidden w-14 shrink-0 border-r border-line bg-surface workbench:block print:hidden">
                <ProgressRail lab={lab} steps={steps} current={current} />
              </div>
              <SplitView lessonPercent={lessonPercent} lessonLabel={t('region')} lesson={children} machine={<MachinePanel />} />
            </div>
          </main>
          <OpenedStep step={current} />
          <HeadingFocus step={current} />
          <KeyboardShortcuts lab={lab} steps={steps} current={current} />
        </ViewProvider>
      </TerminalDockProvider>
    </SessionProvider>
  );
}
