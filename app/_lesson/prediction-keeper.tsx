'use client';

import { useLocale } from 'next-intl';
import { useEffect } from 'react';
import { useSessionStore } from '../_session/session-context.tsx';
import { afterFirstScreen } from '../_terminal/first-screen.ts';

/** Stands beside a lesson that asks for predictions. Their script comes after the first terminal; a radio needs none to be picked. */
export function PredictionKeeper({ lab, step }: { readonly lab: string; readonly step: string }) {
  const store = useSessionStore();
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another text, with other nodes.
  useEffect(() => {
    const life = new AbortController();
    const load = () => import('./keep-predictions.ts');
    void afterFirstScreen()
      .then(load)
      .then(({ keepPredictions }) => {
        if (!life.signal.aborted) keepPredictions(store, { lab, step, signal: life.signal });
      }, sayTrouble);
    return () => life.abort();
  }, [store, lab, step, locale]);
  return null;
}

/** The script did not come, so nothing that is picked is kept. */
function sayTrouble(): void {
  for (const line of document.querySelectorAll<HTMLElement>('[data-predict] [data-say=trouble]')) line.hidden = false;
}
