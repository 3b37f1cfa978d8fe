import { useSyncExternalStore } from 'react';

/** The dialogs that open from every page. */
export type DialogName = 'palette' | 'settings' | 'keys';

const listeners = new Set<() => void>();
let open: DialogName | undefined;
let cameFrom: Element | null = null;

/** Which dialog is open lies outside the pages: with another language the page is another, and the settings stay open. */
export function openDialog(name: DialogName): void {
  if (open === undefined) cameFrom = document.activeElement;
  set(name);
}

export function closeDialog(): void {
  set(undefined);
}

export function dialogThatIsOpen(): DialogName | undefined {
  return open;
}

/** Somebody is being asked something, and what they press is meant for that. */
export function isAnswering(): boolean {
  return document.activeElement?.closest('[role="alertdialog"]') instanceof Element;
}

export function useOpenDialog(): DialogName | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dialogThatIsOpen,
    () => undefined,
  );
}

/** Gives the focus back to where it was before the first dialog opened, or to the page's content where that is gone. */
export function returnFocus(): void {
  const target = cameFrom?.isConnected ? cameFrom : document.querySelector('#lesson, #content');
  if (target instanceof HTMLElement || target instanceof SVGElement) target.focus({ preventScroll: true });
}

function set(name: DialogName | undefined): void {
  if (name === open) return;
  open = name;
  for (const listener of listeners) listener();
}
