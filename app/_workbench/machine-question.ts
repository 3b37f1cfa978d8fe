import { useSyncExternalStore } from 'react';

/** What cannot be taken back, and is asked about before it is done. */
export type MachineQuestion = 'fresh' | 'end';

const listeners = new Set<() => void>();
let asked: MachineQuestion | undefined;
let askedFrom: Element | null = null;

/** The machine's menu and the commands ask the same question; `undefined` takes it back. */
export function askAboutMachine(question: MachineQuestion | undefined): void {
  if (question !== undefined) askedFrom = document.activeElement;
  asked = question;
  for (const listener of listeners) listener();
}

/** Where the focus was when it was asked, unless that went away with the menu it was in. */
export function placeOfQuestion(): HTMLElement | undefined {
  const isThere = askedFrom instanceof HTMLElement && askedFrom.isConnected && askedFrom.closest('[role="menu"]') === null;
  return isThere && askedFrom !== document.body ? (askedFrom as HTMLElement) : undefined;
}

export function useMachineQuestion(): MachineQuestion | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
    () => undefined,
  );
}
