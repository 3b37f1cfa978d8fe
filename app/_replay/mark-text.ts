import { useTranslations } from 'next-intl';
import type { CastMark } from '../../server/protocol/cast.ts';
import type { StepEntry } from '../_step/step-state.ts';
import type { IconName } from '../_ui/icon.tsx';

export const markIcons: Readonly<Record<CastMark['kind'], IconName>> = {
  step: 'book',
  passed: 'check',
  failed: 'cross',
  fresh: 'fresh',
  'left-out': 'more',
  full: 'warning',
  off: 'pause',
  on: 'record',
};

export const markColours: Readonly<Record<CastMark['kind'], string>> = {
  step: 'text-ink-faint',
  passed: 'text-accent',
  failed: 'text-bad',
  fresh: 'text-ink-faint',
  'left-out': 'text-ink-faint',
  full: 'text-warn',
  off: 'text-ink-faint',
  on: 'text-ink-faint',
};

/** Says what a mark is, in words. */
export function useMarkText(steps: readonly StepEntry[]): (mark: CastMark) => string {
  const t = useTranslations('replay.marks');
  const titleOf = (id: string) => steps.find((step) => step.id === id)?.title ?? id;
  return (mark) => {
    switch (mark.kind) {
      case 'step':
        return t('step', { title: titleOf(mark.step) });
      case 'passed':
        return t(mark.task === 'check' ? 'passedCheck' : 'passedQuestion', { title: titleOf(mark.step) });
      case 'failed':
        return t(mark.task === 'check' ? 'failedCheck' : 'failedQuestion', { title: titleOf(mark.step) });
      case 'left-out':
        return t('leftOut', { size: sizeText(mark.bytes) });
      case 'fresh':
      case 'full':
      case 'off':
      case 'on':
        return t(mark.kind);
      default:
        return mark satisfies never;
    }
  };
}

/** The same in every language. */
function sizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${Math.ceil(bytes / 1024)} KiB`;
}
