'use client';

import { useEffect } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';

/**
 * Tells the session which step the learner has open, so that it is laid on the machine, checked, and found again. Shows nothing.
 * Of two pages at different steps the one that was turned to last decides; were each to answer the other, they would never end.
 */
export function OpenedStep({ step }: { readonly step: string | undefined }) {
  const store = useSessionStore();
  const sessionId = useSession().session?.id;
  useEffect(() => {
    if (sessionId === undefined || step === undefined) return;
    const open = () => {
      if (store.state.session?.step !== step) void store.openStep(step);
    };
    open();
    window.addEventListener('focus', open);
    return () => window.removeEventListener('focus', open);
  }, [sessionId, step, store]);
  return null;
}
