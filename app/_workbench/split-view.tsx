'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, type ReactNode, useEffect } from 'react';
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels';
import { onLessonPercent, rememberedLessonPercent, rememberLessonPercent } from './lesson-width.ts';
import { LEAST_LESSON_PERCENT, MOST_LESSON_PERCENT } from './split-cookie.ts';
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
  const group = useGroupRef();
  useEffect(() => onLessonPercent(() => group.current?.setLayout(layoutOf(rememberedLessonPercent()))), [group]);
  return (
    <Group
      id="workbench"
      groupRef={group}
      className="split min-w-0 flex-1"
      data-side={side}
      style={{ '--lesson-percent': lessonPercent } as CSSProperties}
      defaultLayout={layoutOf(lessonPercent)}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        const percent = layout['lesson-panel'];
        if (isUserInteraction && percent !== undefined) rememberLessonPercent(percent);
      }}
    >
      <Panel id="lesson-panel" minSize={`${LEAST_LESSON_PERCENT}%`} maxSize={`${MOST_LESSON_PERCENT}%`}>
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

function layoutOf(percent: number) {
  return { 'lesson-panel': percent, 'machine-panel': 100 - percent };
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
    <section id={side} tabIndex={-1} className="pane flex h-full min-h-0 flex-col" {...naming}>
      {/* Shown alone, the machine needs a heading of its own: the lesson's is not there. */}
      {isTab && side === 'machine' && <h1 className="sr-only">{label}</h1>}
      {children}
    </section>
  );
}
