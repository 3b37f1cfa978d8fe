import { createContext } from 'react';

/** Leaves the full screen, for what leads to the terminal behind it. */
export const LeaveFull = createContext<() => void>(() => undefined);

/** Takes everything beside an element, which lies over it, away from keyboard and screen readers. Answers how to give it back. */
export function coverAllBut(element: HTMLElement): () => void {
  const covered: HTMLElement[] = [];
  for (let inner = element; inner !== document.body && inner.parentElement !== null; inner = inner.parentElement) {
    for (const beside of inner.parentElement.children) {
      if (beside === inner || !(beside instanceof HTMLElement) || beside.inert) continue;
      beside.inert = true;
      covered.push(beside);
    }
  }
  return () => {
    for (const each of covered) each.inert = false;
  };
}
