'use client';

import { useTranslations } from 'next-intl';
import { useSession } from '../_session/session-context.tsx';
import { type StepState, stepState } from './step-state.ts';

export interface StepWords {
  readonly state: StepState;
  readonly isRevealed: boolean;
  /** Both in words. */
  readonly says: string;
}

/** How far each step is, and whether its solution was seen. */
export function useStepWords(): (step: string) => StepWords {
  const t = useTranslations('lesson');
  const { session } = useSession();
  return (id) => {
    const progress = session?.steps.find((step) => step.id === id);
    const state = stepState(progress);
    const isRevealed = progress?.revealed === true;
    return { state, isRevealed, says: isRevealed ? `${t(`state.${state}`)}, ${t('solution.seen')}` : t(`state.${state}`) };
  };
}
