import { useSyncExternalStore } from 'react';

/** What cannot be taken back, and is asked about before it is done. */
export type MachineQuestion = 'fresh' | 'end';

const listeners = new Set<() => void>();
let asked: MachineQuestion | undefined;

/** The machine's menu and the commands ask the same question; `undefined` takes it back. */
export function askAboutMachine(question: MachineQuestion | undefined): void {
  asked = question;
  for (const listener of listeners) listener();
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
