'use client';

import { useTranslations } from 'next-intl';
import type { CSSProperties, ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { rememberLessonPercent } from './split-cookie.ts';
import { type Side, useIsNarrow, useView } from './view-context.tsx';

interface SplitViewProps {
  readonly lessonPercent: number;
  readonly lessonLabel: string;
  readonly lesson: ReactNode;
  readonly machine: ReactNode;
}

/** Lesson and machine side by side, or, on a narrow page, one of them (see `split.css`). */
export function SplitView({ lessonPercent, lessonLabel, lesson, machine }: SplitViewProps) {
  const t = useTranslations('machine');
  const { side } = useView();
  return (
    <Group
      id="workbench"
      className="split min-w-0 flex-1"
      data-side={side}
      style={{ '--lesson-percent': lessonPercent } as CSSProperties}
      defaultLayout={{ 'lesson-panel': lessonPercent, 'machine-panel': 100 - lessonPercent }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        const percent = layout['lesson-panel'];
        if (isUserInteraction && percent !== undefined) rememberLessonPercent(percent);
      }}
    >
      <Panel id="lesson-panel" minSize="25%" maxSize="75%">
        <PaneRegion side="lesson" label={lessonLabel}>
          {lesson}
        </PaneRegion>
      </Panel>
      <Separator id="split" className="split-handle" aria-label={t('separator')} />
      <Panel id="machine-panel">
        <PaneRegion side="machine" label={t('region')}>
          {machine}
        </PaneRegion>
      </Panel>
    </Group>
  );
}

interface PaneRegionProps {
  readonly side: Exclude<Side, 'map'>;
  readonly label: string;
  readonly children: ReactNode;
}

function PaneRegion({ side, label, children }: PaneRegionProps) {
  const isTab = useIsNarrow();
  const { side: shown } = useView();
  const tab = side === 'machine' && shown === 'map' ? 'map' : side;
  const naming = isTab ? { role: 'tabpanel', 'aria-labelledby': `tab-${tab}` } : { 'aria-label': label };
  return (
    <section id={side} tabIndex={-1} className="flex h-full min-h-0 flex-col outline-none" {...naming}>
      {/* Shown alone, the machine needs a heading of its own: the lesson's is not there. */}
      {isTab && side === 'machine' && <h1 className="sr-only">{label}</h1>}
      {children}
    </section>
  );
}
