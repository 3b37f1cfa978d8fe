'use client';

import { useEffect } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';

/** Tells the session which step the learner has open, so that it is laid on the machine, checked, and found again. Shows nothing. */
export function OpenedStep({ step }: { readonly step: string | undefined }) {
  const store = useSessionStore();
  const { session } = useSession();
  const opened = session?.step;
  useEffect(() => {
    if (opened !== undefined && step !== undefined && opened !== step) void store.openStep(step);
  }, [opened, step, store]);
  return null;
}
