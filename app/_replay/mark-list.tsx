'use client';

import { useTranslations } from 'next-intl';
import type { CastMark } from '../../server/protocol/cast.ts';
import type { StepEntry } from '../_step/step-state.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { JumpList } from './jump-list.tsx';
import type { TimedMark } from './timeline.ts';

const icons: Readonly<Record<CastMark['kind'], IconName>> = {
  step: 'book',
  passed: 'check',
  fresh: 'fresh',
  'left-out': 'more',
  full: 'warning',
};

interface MarkListProps {
  readonly marks: readonly TimedMark[];
  readonly steps: readonly StepEntry[];
  readonly onJump: (seconds: number) => void;
}

/** Steps that were opened and verdicts that passed, each a place to jump to. */
export function MarkList({ marks, steps, onJump }: MarkListProps) {
  const t = useTranslations('replay.marks');
  const say = useMarkText(steps);
  return (
    <section className="space-y-2">
      <h2 className="text-md font-semibold">{t('title')}</h2>
      {marks.length === 0 && <p className="text-base text-ink-soft">{t('none')}</p>}
      <JumpList
        entries={marks.map(({ at, mark }) => ({
          at,
          label: (
            <span className="flex min-w-0 items-start gap-2">
              <span className={`mt-1 ${mark.kind === 'passed' ? 'text-accent' : 'text-ink-faint'}`}>
                <Icon name={icons[mark.kind]} size={14} />
              </span>
              {say(mark)}
            </span>
          ),
        }))}
        name="mark"
        onJump={onJump}
      />
    </section>
  );
}

function useMarkText(steps: readonly StepEntry[]): (mark: CastMark) => string {
  const t = useTranslations('replay.marks');
  const titleOf = (id: string) => steps.find((step) => step.id === id)?.title ?? id;
  return (mark) => {
    switch (mark.kind) {
      case 'step':
        return t('step', { title: titleOf(mark.step) });
      case 'passed':
        return t(mark.task === 'check' ? 'passedCheck' : 'passedQuestion', { title: titleOf(mark.step) });
      case 'left-out':
        return t('leftOut', { size: `${Math.ceil(mark.bytes / 1024)} KiB` });
      case 'fresh':
        return t('fresh');
      case 'full':
        return t('full');
      default:
        return mark satisfies never;
    }
  };
}
