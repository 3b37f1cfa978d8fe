'use client';

import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { StepProgress } from '../../server/protocol/session-view.ts';
import { initialState, type SessionState } from './session-state.ts';
import { type Attention, SessionStore } from './session-store.ts';

const SessionContext = createContext<SessionStore | undefined>(undefined);

interface SessionProviderProps {
  readonly lab: string;
  /** `glance` asks once how things are. `follow` stays on the line, which keeps the machine from ending as idle. */
  readonly attention: Attention;
  readonly children: ReactNode;
}

/** Gives what is below it the learner's session on one lab. */
export function SessionProvider({ lab, attention, children }: SessionProviderProps) {
  const [store] = useState(() => new SessionStore(lab, attention));
  useEffect(() => {
    store.connect();
    return () => store[Symbol.dispose]();
  }, [store]);
  return <SessionContext value={store}>{children}</SessionContext>;
}

export function useSessionStore(): SessionStore {
  const store = use(SessionContext);
  if (store === undefined) throw new Error('useSessionStore outside a SessionProvider');
  return store;
}

export function useSession(): SessionState {
  const store = useSessionStore();
  return useSyncExternalStore(
    store.subscribe,
    () => store.state,
    () => initialState,
  );
}

export function useStepProgress(step: string): StepProgress | undefined {
  return useSession().session?.steps.find((progress) => progress.id === step);
}

/** Whether commands and checks can reach a machine now. */
export function useMachineIsReady(): boolean {
  return useSession().session?.machine.state === 'ready';
}
