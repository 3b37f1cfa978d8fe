'use client';

import { useTranslations } from 'next-intl';
import type { StepEntry } from '../_step/step-state.ts';
import { Icon } from '../_ui/icon.tsx';
import { JumpList } from './jump-list.tsx';
import { markColours, markIcons, useMarkText } from './mark-text.ts';
import type { SessionMark } from './session-replay.ts';

interface MarkListProps {
  readonly marks: readonly SessionMark[];
  readonly steps: readonly StepEntry[];
  readonly onJump: (seconds: number) => void;
}

/** Steps that were opened and verdicts, each a place to jump to. */
export function MarkList({ marks, steps, onJump }: MarkListProps) {
  const t = useTranslations('replay.marks');
  const say = useMarkText(steps);
  return (
    <section className="space-y-2">
      <h2 className="text-md font-semibold">{t('title')}</h2>
      {marks.length === 0 && <p className="text-base text-ink-soft">{t('none')}</p>}
      <JumpList
        entries={marks.map(({ at, mark, terminal }) => ({
          at,
          label: (
            <span className="flex min-w-0 items-start gap-2">
              <span className={`mt-1 ${markColours[mark.kind]}`}>
                <Icon name={markIcons[mark.kind]} size={14} />
              </span>
              <span className="min-w-0">
                {say(mark)}
                {terminal !== undefined && <code className="ml-2 text-sm text-ink-faint">{terminal}</code>}
              </span>
            </span>
          ),
        }))}
        name="mark"
        onJump={onJump}
      />
    </section>
  );
}
